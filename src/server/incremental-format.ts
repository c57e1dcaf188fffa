import type { GraphQLError, OperationDefinitionNode } from 'graphql';
import type { Executed } from '../execution/deferred-fields.ts';
import { type PendingFragment, PendingFragments } from '../execution/pending-fragments.ts';
import type { IncrementalResult } from './incremental.ts';

type Path = readonly (string | number)[];
type Fields = Record<string | number, unknown>;

/** A result in the form of `incrementalSpec=v0.2` (https://specs.apollo.dev/incremental/v0.2), which graphql-js 17 has too. */
export interface FormattedResult extends Omit<IncrementalResult, 'incremental'> {
  readonly pending?: readonly { readonly id: string; readonly path: Path; readonly label?: string }[];
  readonly incremental?: readonly NewFields[];
  readonly completed?: readonly { readonly id: string; readonly errors?: readonly GraphQLError[] }[];
}

interface NewFields {
  readonly id: string;
  readonly subPath?: Path;
  readonly data: Fields;
  readonly errors?: readonly GraphQLError[];
}

interface Announced {
  readonly id: string;
  readonly fragment?: PendingFragment;
}

/**
 * Puts the results of one operation, which are in the form of August 2022, into that of v0.2: each deferred fragment is
 * announced by an id with the object that it belongs to, and no field is sent twice.
 */
export class IncrementalFormat {
  readonly #definition: OperationDefinitionNode;
  readonly #fragments: PendingFragments;
  readonly #announced = new Map<string, Announced[]>();
  #ids = 0;
  /** What the client has by now. */
  #sent: unknown;

  /** @param executed the operation, and what it is executed with */
  constructor(definition: OperationDefinitionNode, executed: Executed) {
    this.#definition = definition;
    this.#fragments = new PendingFragments(executed);
  }

  format({ incremental, ...result }: IncrementalResult): FormattedResult {
    const pending: { id: string; path: Path; label?: string }[] = [];
    const news: NewFields[] = [];
    const completed: { id: string; errors?: readonly GraphQLError[] }[] = [];
    const announce = (path: Path, label: string | undefined, fragment?: PendingFragment): Announced => {
      const id = String(this.#ids++);
      pending.push({ id, path, ...(label !== undefined && { label }) });
      return { id, ...(fragment && { fragment }) };
    };
    const announceAll = (fragments: readonly PendingFragment[]) => {
      for (const fragment of fragments) {
        const { path, label } = fragment;
        const key = keyOf(path, label);
        this.#announced.set(key, [...(this.#announced.get(key) ?? []), announce(path, label, fragment)]);
      }
    };
    if (result.data) {
      this.#sent = structuredClone(result.data);
      announceAll(this.#fragments.ofOperation(this.#definition, result.data));
    }
    for (const { path = [], label, data, errors } of incremental ?? []) {
      const { id, fragment } = this.#announced.get(keyOf(path, label))?.shift() ?? announce(path, label);
      if (data) {
        const unsent = errors?.filter((error) => !isThere(this.#sent, error.path ?? []));
        news.push(...this.#newFields(id, path, data, unsent));
        if (fragment) announceAll(this.#fragments.of(fragment, data));
      }
      completed.push({ id, ...(!data && errors && { errors }) });
    }
    // What was announced and can come no more.
    const left = result.hasNext === false ? [...this.#announced.values()].flat() : [];
    completed.push(...left.map(({ id }) => ({ id })));
    return {
      ...result,
      ...(pending.length > 0 && { pending }),
      ...(news.length > 0 && { incremental: news }),
      ...(completed.length > 0 && { completed }),
    };
  }

  /** The fields of a fragment that the client does not have yet, by the objects that they belong to. */
  #newFields(id: string, path: Path, data: object, errors: readonly GraphQLError[] | undefined): NewFields[] {
    const news: NewFields[] = [];
    const add = (sent: Fields, fields: Readonly<Fields>, subPath: Path) => {
      const names = Object.keys(fields);
      const fresh = Object.fromEntries(names.filter((name) => !(name in sent)).map((name) => [name, fields[name]]));
      if (Object.keys(fresh).length > 0) news.push({ id, ...(subPath.length > 0 && { subPath }), data: fresh });
      for (const name of names.filter((name) => !(name in fresh))) {
        const [there, value] = [sent[name], fields[name]];
        if (isObject(there) && isObject(value))
          add(there, value, [...subPath, Array.isArray(sent) ? Number(name) : name]);
      }
      Object.assign(sent, structuredClone(fresh));
    };
    const object = valueAt(this.#sent, path);
    if (isObject(object)) add(object, data as Fields, []);
    if (!errors || errors.length === 0) return news;
    const [first = { id, data: {} }, ...others] = news;
    return [{ ...first, errors }, ...others];
  }
}

const keyOf = (path: Path, label: string | undefined) => JSON.stringify([path, label]);
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), data);
}

/** Whether the client has a value at a path, or null in its place. */
const isThere = (data: unknown, path: Path) => valueAt(data, path) !== undefined;
