import type { ApiError } from '../errors.ts';
import type { Arguments } from '../rest/client.ts';
import type { Operation } from '../rest/contract.ts';
import { noteFailure } from '../rest/contradiction.ts';
import { operationIn, whyUnable } from '../rest/dialect.ts';
import { requestLine } from '../rest/path.ts';
import type { Rows } from '../rest/rows.ts';
import type { RestSession } from '../rest/session.ts';
import type { Fate, Shown } from '../rest/settle.ts';
import { Contradictions } from './contradictions.ts';
import { type Feature, type RunaiDialect, titleAndSetting, unsupported } from './versions.ts';
import type { operations as Operations22 } from './wire/2.22.ts';
import type { operations as Operations24 } from './wire/2.24.ts';
import type { operations as Operations30 } from './wire/3.0.ts';

type Until24 = Operations24 & Omit<Operations22, keyof Operations24>;
type Operations = Operations30 & Omit<Until24, keyof Operations30>;

type Content<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : never;
/** What an operation answers. */
export type Answer<Id extends keyof Operations> = Content<
  Operations[Id]['responses'][keyof Operations[Id]['responses'] & (200 | 201)]
>;
type Row<Id extends keyof Operations> = Answer<Id> extends readonly (infer Item)[] ? Item : never;
/** What an operation is sent. */
export type Body<Id extends keyof Operations> = Operations[Id] extends { requestBody: infer Body }
  ? Content<Body>
  : never;

/** The reason of every change, for `x-explain`. */
export const mutation = 'A mutation requested it.';

/** The feature without which a version lacks an operation; that of the others is `access`. */
const featureOf: Readonly<Partial<Record<keyof Operations, Feature>>> = {
  count_users: 'paging',
  get_access_rules: 'rules',
  count_access_rules: 'rules',
  get_access_rule: 'rules',
  create_access_rule: 'rules',
  delete_access_rule: 'rules',
  access_rules_batch: 'rules',
  access_rules_batch_create: 'rules',
  get_me_access_rules: 'rules',
  count_me_access_rules: 'rules',
  get_permissions: 'rules',
  get_permitted_scopes: 'rules',
  get_roles_v1: 'rules',
  get_role_v1: 'rules',
  get_permission_set: 'customRoles',
  create_role: 'customRoles',
  update_role: 'customRoles',
  delete_role: 'customRoles',
};

/** Calls the operations of a version of Run:ai by their names, under the credentials of one request. */
export class RunaiCalls {
  /** Looks at what is answered. */
  readonly contradictions: Contradictions;
  readonly #session: RestSession;
  readonly #dialect: RunaiDialect;

  constructor(session: RestSession, dialect: RunaiDialect) {
    this.#session = session;
    this.#dialect = dialect;
    this.contradictions = new Contradictions(dialect, session);
  }

  /** Whether the version has a feature. */
  has(feature: Feature): boolean {
    return this.#dialect.features[feature];
  }

  /** @throws {UnsupportedError} when the version lacks the feature */
  require(feature: Feature): void {
    if (!this.has(feature)) throw this.#unable(feature);
  }

  /** A call in words. @throws {UnsupportedError} when the version lacks the operation */
  requestLine(id: keyof Operations, values: Readonly<Record<string, string>>): string {
    return requestLine(this.#operation(id), values);
  }

  /**
   * The check against the contract justifies the cast, except for replaced values (`rest/contract-breaches.ts`).
   * @throws {UnsupportedError} when the version lacks the operation
   */
  async call<Id extends keyof Operations>(
    id: Id,
    args: Arguments,
    reason: string,
    operation = this.#operation(id),
  ): Promise<Answer<Id>> {
    try {
      return (await this.#session.call(operation, args, reason)) as Answer<Id>;
    } catch (error) {
      noteFailure(this.#dialect, operation, error);
      await this.contradictions.absent(operation, error);
      throw error;
    }
  }

  /** The same for a call that changes nothing with these arguments, though others of its operation do: it is a read. */
  ask<Id extends keyof Operations>(id: Id, args: Arguments, reason: string): Promise<Answer<Id>> {
    return this.call(id, args, reason, { ...this.#operation(id), safe: true });
  }

  /** The same for an answer that is an array, whose rows are parsed when asked for. */
  async list<Id extends keyof Operations>(id: Id, args: Arguments, reason: string): Promise<Rows<Row<Id>>> {
    const operation = this.#operation(id);
    try {
      return (await this.#session.list(operation, args, reason)) as Rows<Row<Id>>;
    } catch (error) {
      noteFailure(this.#dialect, operation, error);
      throw error;
    }
  }

  /**
   * Calls an operation that changes something.
   * @param fate makes the result from the answer, and finds out the outcome of the change if the answer is lost
   * @throws {UnsupportedError} when the version lacks the operation
   */
  async write<Id extends keyof Operations, Result>(
    id: Id,
    args: Arguments,
    { accept, proof }: Fate<Result, Answer<Id>>,
  ): Promise<Result> {
    const operation = this.#operation(id);
    try {
      return await this.#session.write(operation, args, mutation, {
        accept: (answer) => accept(answer as Answer<Id>),
        proof:
          proof &&
          ((look) => {
            noteFailure(this.#dialect, operation, look.error);
            return proof(look);
          }),
      });
    } catch (error) {
      noteFailure(this.#dialect, operation, error);
      await this.contradictions.absent(operation, error);
      throw error;
    }
  }

  /** Reads the outcome of a change. @throws {UnsupportedError} when the version lacks the operation */
  async look<Id extends keyof Operations>(id: Id, args: Arguments): Promise<Shown<Answer<Id>>> {
    const operation = this.#operation(id);
    try {
      return (await this.#session.look(operation, args)) as Shown<Answer<Id>>;
    } catch (error) {
      await this.contradictions.absent(operation, error);
      throw error;
    }
  }

  #operation(id: keyof Operations): Operation {
    const operation = operationIn(this.#dialect, id);
    if (!operation) throw this.#unable(featureOf[id] ?? 'access');
    return operation;
  }

  #unable(feature: Feature): ApiError {
    return whyUnable(this.#dialect, titleAndSetting, unsupported(this.#dialect.version, feature));
  }
}
