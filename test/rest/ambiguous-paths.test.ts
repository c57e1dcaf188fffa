import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { assert, constantFrom, dictionary, property } from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { InvalidInputError } from '../../src/errors.ts';
import { loadContract } from '../../src/rest/contract.ts';
import { pathOf } from '../../src/rest/path.ts';
import { type Facade, graphOver } from '../support/facade.ts';

type Paths = Readonly<Record<string, Readonly<Record<string, { readonly operationId?: string }>>>>;

const root = new URL('../../schema/rest/', import.meta.url);
const contracts = globSync('*.json', { cwd: root.pathname }).map((file) => basename(file, '.openapi.json'));

describe.each(contracts)('%s', (name) => {
  const { paths } = JSON.parse(readFileSync(new URL(`${name}.openapi.json`, root), 'utf8')) as { paths: Paths };
  const operations = Object.entries(paths).flatMap(([template, methods]) =>
    Object.entries(methods).flatMap(([method, { operationId }]) =>
      operationId ? [{ template, method, operationId }] : [],
    ),
  );
  const literals = Object.keys(paths).flatMap((path) =>
    path.split('/').filter((part) => part && !part.startsWith('{')),
  );
  const parameters = [...new Set(Object.keys(paths).flatMap((path) => path.match(/(?<=\{)\w+(?=\})/g) ?? []))];

  /** Operations that a path is of, by the literal segments of their templates. */
  const operationsAt = (method: string, path: string) =>
    operations.filter((one) => {
      const pattern = one.template.replaceAll(/\{\w+\}/g, '[^/]+');
      return one.method === method && new RegExp(`^${pattern}$`).test(path);
    });

  test('no value makes the path of an operation that of another with more literal segments', () => {
    const contract = loadContract(name);
    const values = dictionary(constantFrom(...parameters), constantFrom(...literals, 'someone'), {
      minKeys: parameters.length,
      noNullPrototype: true,
    });
    assert(
      property(constantFrom(...operations), values, ({ template, method, operationId }, filled) => {
        const operation = contract.operation(operationId);
        if (!operation) throw new Error(operationId);
        const others = (path: string) =>
          operationsAt(method, path).filter(
            (one) => one.operationId !== operationId && literalsOf(one.template, template),
          );
        try {
          expect(others(pathOf(operation, filled))).toEqual([]);
        } catch (error) {
          if (!(error instanceof InvalidInputError)) throw error;
          const path = template.replaceAll(/\{(\w+)\}/g, (_, key: string) => filled[key] ?? '');
          expect(others(path)).not.toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** Whether a template has a literal segment where the other has a parameter. */
function literalsOf(one: string, other: string): boolean {
  const segments = other.split('/');
  return one.split('/').some((part, index) => !part.startsWith('{') && segments[index]?.startsWith('{'));
}

describe('an id that is a part of another path', () => {
  let facade: Facade;
  beforeAll(async () => {
    facade = await graphOver({ platforms: ['runai', 'kestra'], users: 5 });
  });
  afterAll(() => facade.close());
  beforeEach(() => Promise.all(facade.sandboxes.map((sandbox) => sandbox.forgetCalls())));

  test.each([
    '{ it: user(by: { userId: "count" }) { username } }',
    '{ it: kestraUser(by: { userId: "service-accounts" }) { email } }',
    '{ it: kestraServiceAccount(by: { serviceAccountId: "groups" }) { apiTokens { totalCount } } }',
  ])('%s names nobody, and makes no call', async (document) => {
    const { data, errors } = await facade.ask<{ it: null }, never>(document);
    expect(data.it).toBeNull();
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    expect(errors?.[0]?.extensions.issues).toEqual([
      expect.objectContaining({ code: 'NOT_ALLOWED', message: expect.stringContaining('another path of that name') }),
    ]);
    for (const sandbox of facade.sandboxes) expect(await sandbox.calls()).toEqual([]);
  });
});
