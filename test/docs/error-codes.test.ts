import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const textOf = (path: string) => readFileSync(new URL(path, root), 'utf8');

/** Where errors are made that a client may see: our code, and the parts of Yoga that the server uses. */
const sources = [
  'src/{{api-error,errors}.ts,{server,graph,rest,paging}/**/*.ts}',
  'node_modules/graphql-yoga/cjs/**/*.js',
  'node_modules/@graphql-yoga/plugin-{apq,persisted-operations}/cjs/*.js',
];
const files = sources.flatMap((pattern) => globSync(pattern, { cwd: root.pathname }));

const found = new Set(
  files.flatMap((file) =>
    textOf(file)
      .matchAll(/\b(?:code|internalCode)(?::| \|\|=| \?\?=| =) '([A-Z]+(?:_[A-Z]+)*)'/g)
      .map(([, code = '']) => code)
      .toArray(),
  ),
);

/** The codes in the table of a section. */
function codesIn(section: string): ReadonlySet<string> {
  const [, table = ''] = new RegExp(`^## ${section}\\n(.*?)^## `, 'ms').exec(textOf('docs/errors.md')) ?? [];
  const rows = table.split('\n').filter((line) => line.startsWith('| `'));
  return new Set(rows.flatMap((line) => (line.split(' | ')[0] ?? '').match(/(?<=`)[A-Z_]+(?=`)/g) ?? []));
}
const documented = codesIn('Codes');
const issueCodes = codesIn('Issues');

test('each code that an error can have stands in the table of codes', () => {
  expect([...found]).toEqual(expect.arrayContaining(['BAD_CURSOR', 'GRAPHQL_VALIDATION_FAILED', 'BAD_REQUEST']));
  expect([...found].filter((code) => !documented.has(code) && !issueCodes.has(code))).toEqual([]);
});

test('each code of an issue stands in its table, and no other', () => {
  const [, union = ''] = /type IssueCode =(.*?);/s.exec(textOf('src/issues.ts')) ?? [];
  expect([...issueCodes].toSorted()).toEqual((union.match(/(?<=')[A-Z_]+(?=')/g) ?? []).toSorted());
});

test('each code of the table stands in the code', () => {
  const text = files.map(textOf).join('\n');
  expect(documented.size).toBeGreaterThan(20);
  expect([...documented].filter((code) => !text.includes(`'${code}'`))).toEqual([]);
});
