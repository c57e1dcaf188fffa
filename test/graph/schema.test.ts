import { readFileSync } from 'node:fs';

import {
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  printSchema,
} from 'graphql';
import { expect, test } from 'vitest';
import { buildClientSchema, buildSchema, type PlatformName, platformNames } from '../../src/graph/schema.ts';
import { printSubgraph } from '../../src/graph/service.ts';

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

test.each([
  { name: 'schema.graphql', print: async () => printSchema(client) },
  { name: 'subgraph.graphql', print: async () => printSubgraph(await buildSchema(platformNames)) },
])('the committed $name is the graph of the code', async ({ name, print }) => {
  const committed = readFileSync(new URL(`../../schema/${name}`, import.meta.url), 'utf8');
  expect(committed.trim()).toBe((await print()).trim());
});
