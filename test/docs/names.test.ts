import { buildSchema, isEnumType } from 'graphql';
import { expect, test } from 'vitest';
import { causes } from '../../src/rest/causes.ts';
import { settingsByName } from '../../src/settings/catalog.ts';
import { guides, textOf } from '../support/recipes.ts';

/* Names in capitals that a guide writes: each is something that exists, so that a setting that is gone leaves the prose, too. */

const values = Object.values(buildSchema(textOf('schema/schema.graphql')).getTypeMap())
  .filter(isEnumType)
  .flatMap((type) => type.getValues().map(({ name }) => name));
/** Those of the tables of errors, which are compared with the code. */
const codes = textOf('docs/errors.md')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .flatMap((line) => line.split(' | ')[0]?.match(/[A-Z]+(?:_[A-Z]+)*/g) ?? []);

const others = [
  // Settings of Node, of OpenTelemetry's SDK, and of shells.
  ...['NODE_EXTRA_CA_CERTS', 'NODE_OPTIONS', 'OTEL_PROPAGATORS', 'PATH'],
  // Of the doctor alone, of the tests and of the examples.
  ...['RUNAI_AUTHORIZATION', 'KESTRA_AUTHORIZATION', 'FC_SEED', 'FC_TIMES', 'FACADE_URL'],
  // A platform that a guide invents, a setting that it misspells, what Kubernetes sets, and what a reader fills in.
  ...['ACME_URL', 'SANDBOX_ACME_PORT', 'RUNAI_URI', 'KESTRA_SERVICE_HOST', 'CLIENT_ID', 'CLIENT_SECRET'],
  // What the changelog tells of the past.
  'LAST_LOGIN',
];
const known = new Set([...Object.keys(settingsByName), ...values, ...codes, ...Object.keys(causes), ...others]);

test.each(guides)('%s names nothing in capitals that does not exist', (guide) => {
  const text = textOf(guide);
  const words = text.match(/(?<![\w@/-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?!\w)/g) ?? [];
  // A name of one word is told from an abbreviation by its value.
  const assigned = text.match(/(?<![\w@/-])[A-Z][A-Z0-9_]*(?==[^=\s])/g) ?? [];
  expect([...new Set([...words, ...assigned])].filter((name) => !known.has(name))).toEqual([]);
});

test('each name that is allowed is one that a guide writes', () => {
  const text = guides.map(textOf).join('\n');
  expect(others.filter((name) => !new RegExp(`\\b${name}\\b`).test(text))).toEqual([]);
});
