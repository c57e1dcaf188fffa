import {
  type Arbitrary,
  array,
  assert,
  asyncProperty,
  boolean,
  constantFrom,
  integer,
  oneof,
  record,
} from 'fast-check';
import {
  type ExecutionResult,
  execute,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLSchema,
  GraphQLString,
  OperationTypeNode,
  parse,
} from 'graphql';
import { expect, test } from 'vitest';
import { executePlan } from '../../src/execution/execute.ts';
import { DocumentStore } from '../../src/server/operations/document-store.ts';
import { PlanCache } from '../../src/server/operations/plan-cache.ts';
import { runs } from '../support/runs.ts';

/** How a value comes: at once, or after turns of the microtask queue, and what it is then. */
interface Coming {
  readonly turns: number;
  readonly ending: 'value' | 'null' | 'error';
}

/** A field or an item: its type, and how it comes. An object has fields; a list has an item for each coming. */
interface Value extends Coming {
  readonly mayBeNull: boolean;
  readonly fields: readonly Value[];
  readonly items?: { readonly mayBeNull: boolean; readonly comings: readonly Coming[] } | undefined;
}

const coming = {
  turns: oneof({ weight: 2, arbitrary: constantFrom(0) }, integer({ min: 1, max: 6 })),
  ending: oneof(
    { weight: 6, arbitrary: constantFrom('value' as const) },
    constantFrom('null' as const, 'error' as const),
  ),
};
const late = record({ ...coming, turns: integer({ min: 1, max: 6 }) });
// Where an item that may not be null fails at once, graphql-js drops the promises of those before it: Node ends the process
// for such a promise that fails.
const list = oneof(
  record({ mayBeNull: constantFrom(true), comings: array(record(coming), { maxLength: 3 }) }),
  record({ mayBeNull: constantFrom(false), comings: array(late, { maxLength: 3 }) }),
);

/** A value with objects below it, so many levels deep. */
function treeOf(levels: number): Arbitrary<Value> {
  const fields = levels > 0 ? array(treeOf(levels - 1), { maxLength: 3 }) : constantFrom([]);
  return record({ ...coming, mayBeNull: boolean(), fields, items: oneof(constantFrom(undefined), list) });
}

/** The value itself, a promise of it, or what it fails with. */
function come({ turns, ending }: Coming, value: unknown, name: string): unknown {
  const end = () => {
    if (ending === 'error') throw new Error(name);
    return ending === 'null' ? null : value;
  };
  if (turns === 0) return end();
  let waiting = Promise.resolve();
  for (let turn = 1; turn < turns; turn++) waiting = waiting.then(() => undefined);
  const coming = waiting.then(end);
  // Nobody waits for the items of a list that has failed.
  coming.catch(() => undefined);
  return coming;
}

/** An item that fails at once is an error in its list. */
function itemOf(item: Coming, value: unknown, name: string): unknown {
  try {
    return come(item, value, name);
  } catch (error) {
    return error;
  }
}

const isNamed = ({ mayBeNull }: { readonly mayBeNull: boolean }, type: GraphQLOutputType): GraphQLOutputType =>
  mayBeNull ? type : new GraphQLNonNull(type as GraphQLObjectType);

/** The type of a value, and the text that selects all of it. */
function typeOf(value: Value, name: string): { readonly type: GraphQLOutputType; readonly selection: string } {
  const { type, selection } =
    value.fields.length > 0 ? objectOf(value.fields, name) : { type: GraphQLString, selection: '' };
  const whole = value.items ? new GraphQLList(isNamed(value.items, type)) : type;
  return { type: isNamed(value, whole), selection };
}

function objectOf(fields: readonly Value[], name: string) {
  const made = fields.map((field, place) => ({ field, key: `f${place}`, ...typeOf(field, `${name}_${place}`) }));
  const type = new GraphQLObjectType({
    name,
    fields: Object.fromEntries(
      made.map(({ field, key, type }) => [
        key,
        { type, resolve: () => come(field, contentOf(field, `${name}.${key}`), `${name}.${key}`) },
      ]),
    ),
  });
  return { type, selection: `{ ${made.map(({ key, selection }) => key + selection).join(' ')} }` };
}

function contentOf({ fields, items }: Value, name: string): unknown {
  const one = fields.length > 0 ? {} : 'text';
  return items ? items.comings.map((item, place) => itemOf(item, one, `${name}[${place}]`)) : one;
}

/** The same value, of types that may all be null: each failure then makes its own place null. */
const nullable = (value: Value): Value => ({
  ...value,
  mayBeNull: true,
  fields: value.fields.map(nullable),
  items: value.items && { ...value.items, mayBeNull: true },
});

const toldBy = ({ errors = [] }: ExecutionResult) =>
  errors.map(({ path, message }) => JSON.stringify([path, message])).sort();

/** The places of an answer that are null because of its errors. */
function nulledBy({ data, errors = [] }: ExecutionResult): readonly string[] {
  const places = errors.map(({ path = [] }) => {
    let value: unknown = data;
    const steps = path.findIndex((step) => {
      if (value === null) return true;
      value = Reflect.get(value as object, step);
      return false;
    });
    return JSON.stringify(steps < 0 ? path : path.slice(0, steps));
  });
  return [...new Set(places)].sort();
}

/** The answers of graphql-js and of a plan to a document that selects all of an object. */
async function answersOf(kind: OperationTypeNode, fields: readonly Value[]) {
  const { type, selection } = objectOf(fields, 'Root');
  const idle = new GraphQLObjectType({ name: 'Idle', fields: { text: { type: GraphQLString } } });
  const isQuery = kind === OperationTypeNode.QUERY;
  const schema = new GraphQLSchema(isQuery ? { query: type } : { query: idle, mutation: type });
  const text = `${kind} ${selection}`;
  const document = parse(text);
  const record = new DocumentStore(schema).recordOf(text);
  record.parsed ??= document;
  const operation = record.operation(undefined);
  if (!operation) throw new Error('There is no operation.');
  const plan = new PlanCache(0).planFor(operation, {});
  return { expected: await execute({ schema, document }), actual: await executePlan(plan, {}, {}) };
}

const isOfNonNull = (told: string) => told.includes('Cannot return null for non-nullable field');

// Where several failures make one place null, the specification leaves it open which one is told (GraphQL, §6.4.4), and in
// graphql-js it depends on how many promises each goes through.
test.each([OperationTypeNode.QUERY, OperationTypeNode.MUTATION])(
  'a %s makes null what graphql-js makes null, however late its values come and fail, and tells of each place',
  async (kind) => {
    const sum = { alone: 0, nulled: 0 };
    await assert(
      asyncProperty(array(treeOf(3), { minLength: 1, maxLength: 3 }), async (fields) => {
        const { expected, actual } = await answersOf(kind, fields);
        expect(JSON.stringify(actual.data)).toBe(JSON.stringify(expected.data));
        expect(nulledBy(actual)).toEqual(nulledBy(expected));
        const failures = toldBy((await answersOf(kind, fields.map(nullable))).expected);
        const told = toldBy(actual);
        expect(failures).toEqual(expect.arrayContaining(told.filter((one) => !isOfNonNull(one))));
        sum.nulled += told.length;
        if (failures.length > 1 || [...told, ...toldBy(expected)].some(isOfNonNull)) return;
        expect(told).toEqual(toldBy(expected));
        sum.alone += told.length;
      }),
      { numRuns: runs(200) },
    );
    expect(sum.alone).toBeGreaterThan(2);
    expect(sum.nulled).toBeGreaterThan(50);
  },
);
