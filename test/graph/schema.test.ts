import { readFileSync } from 'node:fs';

import {
  type ASTNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  parse,
  print,
  visit,
} from 'graphql';
import { expect, test, vi } from 'vitest';
import { costOfField } from '../../src/cost/cost-of-field.ts';
import { free } from '../../src/cost/field-cost.ts';
import { printClient } from '../../src/graph/client-sdl.ts';
import { buildClientSchema, buildSchema } from '../../src/graph/schema.ts';
import { printSubgraph } from '../../src/graph/subgraph-sdl.ts';
import { type PlatformName, platformNames } from '../../src/platforms.ts';

interface Described {
  readonly name: string;
  readonly description?: string | null;
}

const client = await buildClientSchema(platformNames);
const types = Object.values(client.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);

/** A type and all that is in it, each by its coordinate. */
function partsOf(type: GraphQLNamedType): [coordinate: string, part: Described][] {
  const parts: [string, Described][] = [[type.name, type]];
  if (isEnumType(type)) for (const value of type.getValues()) parts.push([`${type.name}.${value.name}`, value]);
  if (isInputObjectType(type)) {
    for (const field of Object.values(type.getFields())) parts.push([`${type.name}.${field.name}`, field]);
  }
  if (isObjectType(type) || isInterfaceType(type)) {
    for (const field of Object.values(type.getFields())) {
      parts.push([`${type.name}.${field.name}`, field]);
      for (const argument of field.args) parts.push([`${type.name}.${field.name}(${argument.name}:)`, argument]);
    }
  }
  return parts;
}

const parts = types.flatMap(partsOf);

test('every type, field, argument and value says what it is, in a sentence', () => {
  expect(parts.length).toBeGreaterThan(300);
  const silent = parts.filter(([, { description }]) => !/^[A-Z`"].{6,}[.!?`)]$/s.test(description ?? ''));
  expect(silent.map(([coordinate, { description }]) => `${coordinate}: ${description}`)).toEqual([]);
});

test('the graph says what it is for, and where to begin at each platform that is served', async () => {
  const descriptionOf = async (names: readonly PlatformName[]) => (await buildClientSchema(names)).description;
  expect(await descriptionOf(['runai', 'kestra'])).toMatch(/^The users of .*`users`.*Run:ai.*`kestraUsers`.*Kestra/s);
  expect(await descriptionOf(['runai'])).not.toMatch(/kestra/i);
  expect((await buildSchema(platformNames)).description).toBe(client.description);
});

test('every list takes an offset, for numbered pages', () => {
  const lists = types.flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields()).flatMap((field) => (hasPageInfo(field.type) ? [{ type, field }] : []))
      : [],
  );
  expect(lists.length).toBeGreaterThan(5);
  const without = lists.filter(({ field }) => !field.args.some(({ name }) => name === 'offset'));
  expect(without.map(({ type, field }) => `${type.name}.${field.name}`)).toEqual([]);
});

function hasPageInfo(output: GraphQLOutputType): boolean {
  const named = getNamedType(output);
  return isObjectType(named) && 'pageInfo' in named.getFields();
}

test('every deprecation has a reason', () => {
  const reasons = parts.flatMap(([coordinate, part]) =>
    'deprecationReason' in part && typeof part.deprecationReason === 'string'
      ? [[coordinate, part.deprecationReason]]
      : [],
  );
  for (const [coordinate, reason] of reasons) {
    expect(reason, coordinate).not.toBe('No longer supported');
    expect(reason?.length, coordinate).toBeGreaterThan(20);
  }
});

/** A schema with its types and fields by name: which comes first in a process depends on the graphs that it had before. */
const inOrder = (sdl: string) =>
  print(
    visit(parse(sdl), {
      Document: (node) => ({ ...node, definitions: node.definitions.toSorted(byName) }),
      ObjectTypeDefinition: (node) => ({ ...node, fields: node.fields?.toSorted(byName) }),
    }),
  );
const byName = (one: ASTNode, other: ASTNode) => nameOf(one).localeCompare(nameOf(other));
const nameOf = (node: ASTNode) => (('name' in node && node.name) || { value: '' }).value;

test.each([
  { name: 'schema.graphql', sdl: async () => printClient(client) },
  { name: 'subgraph.graphql', sdl: async () => printSubgraph(await buildSchema(platformNames)) },
])('the committed $name is the graph of the code', async ({ name, sdl }) => {
  const committed = readFileSync(new URL(`../../schema/${name}`, import.meta.url), 'utf8');
  expect(inOrder(committed)).toBe(inOrder(await sdl()));
});

test('a gateway is told of no directive of operations, as it passes none on', async () => {
  const sdl = printSubgraph(await buildSchema(platformNames));
  expect(sdl.match(/^directive @\w+/gm)).toEqual(['directive @semanticNonNull']);
});

test('what a gateway is told does not depend on how long ago the process began', async () => {
  const schema = await buildSchema(platformNames);
  const atFirst = printSubgraph(schema);
  const later = performance.now() + 3_600_000;
  const clock = vi.spyOn(performance, 'now').mockReturnValue(later);
  try {
    expect(printSubgraph(schema)).toBe(atFirst);
  } finally {
    clock.mockRestore();
  }
});

/** Fields of objects by their coordinates, each with its type and what the builder keeps of it. */
const fields = types.filter(isObjectType).flatMap((type) =>
  Object.values(type.getFields()).map((field) => {
    const marks = type.astNode?.fields?.find(({ name }) => name.value === field.name)?.directives ?? [];
    return {
      coordinate: `${type.name}.${field.name}`,
      type,
      field,
      mark: marks.find(({ name }) => name.value === 'semanticNonNull'),
    };
  }),
);

test('a field that costs REST calls is nullable, so that its failure leaves the others alone', () => {
  const costly = fields.filter(
    ({ type, field }) => ![undefined, free.cost].includes(costOfField(client, type, field).cost),
  );
  expect(costly.length).toBeGreaterThan(50);
  expect(costly.filter(({ field }) => isNonNullType(field.type)).map(({ coordinate }) => coordinate)).toEqual([]);
});

/** The type at a level of lists: 0 is the type itself, 1 that of its items. */
function atLevel(type: GraphQLOutputType, level: number): GraphQLOutputType | undefined {
  if (level === 0) return type;
  const list = isNonNullType(type) ? type.ofType : type;
  return isListType(list) ? atLevel(list.ofType, level - 1) : undefined;
}

test('what is said to be null on errors alone is nullable there', () => {
  const marked = fields.flatMap(({ coordinate, field, mark }) => {
    const levels = mark?.arguments?.find(({ name }) => name.value === 'levels')?.value;
    const said =
      levels?.kind === 'ListValue' ? levels.values.map((value) => 'value' in value && Number(value.value)) : [0];
    return mark ? [{ coordinate, types: said.map((level) => atLevel(field.type, Number(level))) }] : [];
  });
  expect(marked.length).toBeGreaterThan(50);
  for (const { coordinate, types } of marked) {
    for (const type of types) expect(type && !isNonNullType(type), coordinate).toBe(true);
  }
});

test('every mutation is null on errors alone', () => {
  const unmarked = fields.filter(({ coordinate, mark }) => coordinate.startsWith('Mutation.') && !mark);
  expect(unmarked.map(({ coordinate }) => coordinate)).toEqual([]);
});
