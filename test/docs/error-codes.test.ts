import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const textOf = (path: string) => readFileSync(new URL(path, root), 'utf8');

/** Where errors are made that a client may see: our code, and the parts of Yoga that the server uses. */
const sources = [
  'src/{errors.ts,{server,graph,rest,paging}/**/*.ts}',
  'node_modules/graphql-yoga/cjs/**/*.js',
  'node_modules/@graphql-yoga/plugin-{apq,persisted-operations}/cjs/*.js',
];
const files = sources.flatMap((pattern) => globSync(pattern, { cwd: root.pathname }));

test('each code that an error can have stands in the README’s table', () => {
  const found = new Set(
    files.flatMap((file) =>
      textOf(file)
        .matchAll(/\b(?:code|internalCode)(?::| \|\|=| \?\?=| =) '([A-Z]+(?:_[A-Z]+)*)'/g)
        .map(([, code = '']) => code)
        .toArray(),
    ),
  );
  const [, table = ''] = /^## Errors\n(.*?)^`errors` carry/ms.exec(textOf('README.md')) ?? [];
  const told = new Set(
    table.matchAll(/`([A-Z]+_[A-Z_]+|FORBIDDEN|UNAUTHENTICATED|CONFLICT)`/g).map(([, code]) => code),
  );
  expect([...found]).toEqual(expect.arrayContaining(['BAD_CURSOR', 'GRAPHQL_VALIDATION_FAILED', 'BAD_REQUEST']));
  expect([...found].filter((code) => !told.has(code))).toEqual([]);
});
