import { readFileSync } from 'node:fs';
import { buildSchema, isEnumType, isInterfaceType, isObjectType } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { type Fixtures, notYetReached, operationCoverage } from '../support/operation-coverage.ts';
import { contractVersions, versionsWith } from '../support/versions.ts';

interface Operation {
  readonly operationId: string;
  readonly deprecated?: boolean;
  readonly 'x-replaced-by'?: readonly string[];
}

function operationsOf(version: string): Operation[] {
  const file = new URL(`../../schema/rest/runai-${version}.openapi.json`, import.meta.url);
  const { paths } = JSON.parse(readFileSync(file, 'utf8')) as { paths: Record<string, Record<string, Operation>> };
  return Object.values(paths)
    .flatMap(Object.values<Operation>)
    .filter(({ operationId }) => operationId);
}

const graph = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'));

/** The field or argument that a schema coordinate names. */
function memberAt(coordinate: string) {
  const [, typeName = '', fieldName = '', argument] = /^(\w+)\.(\w+)(?:\((\w+):\))?$/.exec(coordinate) ?? [];
  const type = graph.getType(typeName);
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
  return argument ? field?.args.find(({ name }) => name === argument) : field;
}

describe.each(contractVersions)('Run:ai %s', (version) => {
  let facade: Facade;
  let fixtures: Fixtures;
  beforeAll(async () => {
    facade = await graphOver({ version, users: 600 });
    const { data } = await facade.ask<{ users: { nodes: Fixtures['reader'][] } }, never>(
      '{ all: users { totalCount } users(first: 4, filter: { isLocal: true, createdAt: { gte: "2022-02-01T00:00:00Z" } }) { nodes { id userId } } }',
    );
    const [reader, deleted, changed, removed] = data.users.nodes;
    if (!reader || !deleted || !changed || !removed) throw new Error('The sandbox holds too few users.');
    fixtures = { reader, deleted, changed, removed };
  });
  afterAll(() => facade.close());
  beforeEach(() => facade.forgetCalls());

  test('every operation of the contract is reached by a document, and no other is', () => {
    const published = operationsOf(version)
      .map(({ operationId }) => operationId)
      .filter((operationId) => !notYetReached.includes(operationId));
    expect(published).not.toHaveLength(0);
    expect(new Set(operationCoverage.flatMap(({ reaches }) => reaches[version]))).toEqual(new Set(published));
  });

  test.each(operationCoverage)('$at reaches what it says', async ({ at, needs, document, reaches }) => {
    const { data, errors } = await facade.ask<Record<string, unknown>, never>(document(fixtures));
    const served = await facade.served();
    expect([...new Set(served.map(({ operationId }) => operationId))].toSorted()).toEqual(reaches[version]);
    expect(served.map(({ status }) => Number(status) < 300)).not.toContain(false);
    const code = errors?.[0]?.extensions.code ?? JSON.stringify(data).match(/"code":"(\w+)"/)?.[1];
    const needed = needs ?? (memberAt(at)?.deprecationReason === undefined ? undefined : 'access');
    const lacks = needed !== undefined && !versionsWith(needed).includes(version);
    expect(code).toBe(lacks ? 'UNSUPPORTED_BY_VERSION' : undefined);
  });

  test("what reaches a deprecated operation is deprecated with the platform's own reason", () => {
    for (const { operationId, deprecated, 'x-replaced-by': successors = [] } of operationsOf(version)) {
      if (!deprecated || notYetReached.includes(operationId)) continue;
      const reasons = operationCoverage
        .filter(({ reaches }) => reaches[version].includes(operationId))
        .map(({ at }) => memberAt(at)?.deprecationReason ?? '');
      for (const successor of successors) expect(reasons.join('\n'), operationId).toContain(successor);
      expect(reasons.join(''), operationId).not.toBe('');
    }
  });
});

test('every case is a part of the graph', () => {
  expect(operationCoverage.filter(({ at }) => !memberAt(at))).toEqual([]);
});

test('roles are those of every contract', () => {
  const role = graph.getType('Role');
  const names = isEnumType(role) ? role.getValues().map(({ name }) => name.toLowerCase()) : [];
  for (const version of ['2.22', 'legacy']) {
    const file = new URL(`../../schema/rest/runai-${version}.openapi.json`, import.meta.url);
    const { components } = JSON.parse(readFileSync(file, 'utf8'));
    expect(names.toSorted()).toEqual(components.schemas.Role.enum.toSorted());
  }
});
