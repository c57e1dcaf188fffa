import { type GraphQLSchema, isInterfaceType, isObjectType } from 'graphql';
import { costOfField } from '../cost/cost-of-field.ts';
import type { Ask, Reply } from './ask.ts';
import { type Asked, basesOf, nameOnly, variantsOf, whyUnknown } from './asked.ts';
import type { Findings } from './findings.ts';
import { checkNarrowing } from './narrowing.ts';
import {
  type Field,
  fewRows,
  fieldText,
  isConnection,
  isKeyed,
  isNothing,
  labelOf,
  objectsAt,
  ownerOf,
  ownFields,
  type Place,
  pathBelow,
  placeBelow,
  rootOf,
  rowTypeOf,
} from './place.ts';
import type { Samples } from './samples.ts';
import { listOf, textOf, verdictOf } from './verdict.ts';

/**
 * Asks an installation for each field of the graph's queries: each with every argument and value that it takes, and the
 * fields of each type where objects of it are first met. What it asks follows from the schema, so that a field that is
 * added is asked, too.
 */
export class Walk {
  readonly #schema: GraphQLSchema;
  readonly #ask: Ask;
  readonly #findings: Findings;
  readonly #rows: number;
  readonly #samples: Samples;
  /** The types whose fields were asked. */
  readonly #seen = new Set<string>();
  /** What is asked when all root fields are. */
  readonly #pending: (() => Promise<void>)[] = [];
  /** What is asked last, when as many values as possible are known. */
  readonly #variants: (() => Promise<void>)[] = [];

  /**
   * @param samples what is known to ask for before anything was asked
   * @param rows of each list that are read, to check their values
   */
  constructor(schema: GraphQLSchema, ask: Ask, findings: Findings, samples: Samples, rows: number) {
    this.#schema = schema;
    this.#ask = ask;
    this.#findings = findings;
    this.#samples = samples;
    this.#rows = rows;
  }

  async run(): Promise<void> {
    const query = this.#schema.getQueryType();
    if (!query) return;
    const root = rootOf(query);
    const fields = Object.values(query.getFields());
    // Those that need a key come last: by then there are objects to ask for.
    const keyed = fields.filter(isKeyed);
    for (const field of fields.filter((field) => !keyed.includes(field))) await this.#field(root, field);
    await this.#expand();
    for (const field of keyed) await this.#field(root, field);
    await this.#expand();
    for (const vary of this.#variants) await vary();
    for (const field of fields) this.#unseen(field);
  }

  async #field(place: Place, field: Field): Promise<void> {
    const label = labelOf(this.#schema, place.type, field.name);
    const bases = basesOf(this.#schema, this.#samples, field, label);
    if (!isFilled(bases)) return this.#untried(label, whyUnknown(rowTypeOf(field)));
    for (const asked of bases) await this.#base(place, field, asked);
    if (place.path.length === 0) this.#variants.push(() => this.#vary(place, field, label, bases));
  }

  /** Asks a field with each other argument. */
  async #vary(place: Place, field: Field, label: string, bases: readonly [Asked, ...Asked[]]): Promise<void> {
    const [first] = bases;
    const own = this.#own(field);
    const isBroken = bases.every((base) => this.#fails(base.label));
    for (const asked of variantsOf(this.#samples, field, label, first)) {
      if (isBroken) this.#hangs(asked.label, first.label);
      else await this.#read(place, field, asked, nameOnly(own), fewRows);
      if (!isBroken) await checkNarrowing(this.#ask, this.#findings, { place, field, own }, asked);
    }
  }

  /** Asks a field by itself, and where it gives objects of a type that is new, their fields. */
  async #base(place: Place, field: Field, asked: Asked): Promise<void> {
    const type = rowTypeOf(field);
    const own = this.#own(field);
    const isRootList = place.path.length === 0 && isConnection(field);
    const reply = await this.#read(place, field, asked, own, isRootList ? this.#rows : fewRows);
    if (isConnection(field)) await this.#total(place, field, asked);
    const objects = objectsAt(reply.data, pathBelow(place, field));
    if (objects.length === 0 && asked.isOfSeen) this.#isLost(asked.label, reply);
    if (objects.length === 0 || !isObjectType(type)) return;
    const below = placeBelow(place, field, asked.args, type);
    await this.#readParts(place, field, asked, own);
    this.#samples.learn(type.name, objects);
    if (this.#seen.has(type.name)) return;
    this.#seen.add(type.name);
    const calls = reply.calls.map(textOf);
    for (const name of own) this.#findings.note({ field: `${type.name}.${name}`, result: 'works', calls });
    const others = Object.values(type.getFields()).filter(({ name }) => !own.includes(name));
    const inOrder = [...others.filter((inner) => !isKeyed(inner)), ...others.filter(isKeyed)];
    this.#pending.push(...inOrder.map((inner) => () => this.#field(below, inner)));
  }

  /** Asks an object for less than it has: platforms have other calls for one object, and for parts of it. */
  async #readParts(place: Place, field: Field, asked: Asked, own: readonly string[]): Promise<void> {
    if (isConnection(field) || own.length < 2 || !(place.path.length === 0 || this.#costs(place, field))) return;
    for (const part of own.includes('id') ? ['id'] : own) await this.#read(place, field, asked, [part], 1);
  }

  /** Asks the fields of the types that were met: a type that a root field gives is met there first. */
  async #expand(): Promise<void> {
    for (let next = this.#pending.shift(); next; next = this.#pending.shift()) await next();
  }

  /** Asks a field, and notes what each error of the answer says, of whichever field. */
  async #read(place: Place, field: Field, asked: Asked, own: readonly string[], rows: number) {
    const reply = await this.#ask(place.document(fieldText(field, asked.args, own.join(' '), rows), rows));
    this.#conclude(reply, place, field, asked);
    return reply;
  }

  async #total(place: Place, field: Field, asked: Asked): Promise<void> {
    const list = [...asked.args, 'first: 1'].join(', ');
    const reply = await this.#ask(place.document(`${field.name}(${list}) { totalCount }`, fewRows));
    this.#conclude(reply, place, field, asked, 'totalCount');
  }

  /** @param inner the field of what it gives that was asked, where that is not the field itself */
  #conclude(reply: Reply, place: Place, field: Field, asked: Asked, inner?: string): void {
    const label = inner ? `${asked.label}.${inner}` : asked.label;
    const calls = reply.calls.map(textOf);
    const names = new Map([[labelOf(this.#schema, place.type, field.name), asked.label]]);
    const owners = Map.groupBy(reply.errors, ({ path = [] }) => ownerOf(this.#schema, path, names));
    for (const [owner, errors] of owners) {
      const verdict = verdictOf(errors[0]?.originalError ?? errors[0], reply.calls);
      this.#findings.note({ field: owner, ...verdict, failures: errors.length, calls });
    }
    if (owners.has(label)) return;
    const parents = objectsAt(reply.data, inner ? [...place.path, field.name] : place.path);
    const isEmpty = parents.every((row) => isNothing(row[inner ?? field.name]));
    const [above] = owners.keys();
    if (parents.length > 0) this.#findings.noteAnswer(label, reply.calls, isEmpty);
    else if (above !== undefined) this.#hangs(label, above);
    else this.#untried(label, 'There is nothing to ask it of.');
  }

  #own(field: Field): readonly string[] {
    const type = rowTypeOf(field);
    if (isInterfaceType(type)) return ['__typename', 'id'];
    if (!isObjectType(type)) return [];
    const own = ownFields(this.#schema, type);
    return own.length > 0 ? own : ['__typename'];
  }

  #costs(place: Place, field: Field): boolean {
    return costOfField(this.#schema, place.type, field).cost !== undefined;
  }

  /** Notes that what the platform has shown is not found by its key. */
  #isLost(label: string, { calls, errors }: Reply): void {
    if (errors.length > 0) return;
    const reason = `It finds nothing by a key that the platform has shown or --ids names (${listOf(calls)}).`;
    this.#findings.note({ field: label, result: 'broken', reason, calls: calls.map(textOf) });
  }

  #fails(label: string): boolean {
    return !['works', 'degraded'].includes(this.#findings.resultOf(label) ?? 'untried');
  }

  #hangs(label: string, hangsOn: string): void {
    this.#findings.note({ field: label, result: 'untried', hangsOn, reason: `It depends on ${hangsOn}.`, calls: [] });
  }

  #untried(label: string, reason: string): void {
    this.#findings.note({ field: label, result: 'untried', reason, calls: [] });
  }

  /** Notes the fields of types below a field of which no object was met. */
  #unseen(field: Field, above: ReadonlySet<string> = new Set()): void {
    const type = rowTypeOf(field);
    if (!isObjectType(type) || above.has(type.name)) return;
    for (const inner of Object.values(type.getFields())) {
      if (!this.#seen.has(type.name)) this.#untried(`${type.name}.${inner.name}`, `No ${type.name} was returned.`);
      this.#unseen(inner, new Set([...above, type.name]));
    }
  }
}

const isFilled = <Item>(items: readonly Item[]): items is readonly [Item, ...Item[]] => items.length > 0;
