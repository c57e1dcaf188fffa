import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { help } from '../../src/command/help.ts';
import { loadConfig } from '../../src/config.ts';
import { features, type Features as KestraFeatures, kestraVersions } from '../../src/kestra/versions.ts';
import { causes } from '../../src/rest/causes.ts';
import { type Feature, features as runaiFeatures, runaiVersions } from '../../src/runai/versions.ts';
import { quirks } from '../../src/sandbox/quirks.ts';
import { limits } from '../../src/server/limits.ts';
import { flagOf, settingsByName } from '../../src/settings/catalog.ts';
import { textOf as settingText } from '../../src/settings/types.ts';
import { notYetReached } from '../support/operation-coverage.ts';

const root = new URL('../../', import.meta.url);
const textOf = (path: string) => readFileSync(new URL(path, root), 'utf8');
const sourceOf = (pattern: string) => globSync(pattern, { cwd: root.pathname }).map(textOf).join('\n');

/** The cells of each row of the tables under a heading; code marks and the separators of thousands are left out. */
function rowsOf(page: string, heading: string): string[][] {
  const [, section = ''] = new RegExp(`^## ${heading}\\n(.*?)(?:^## |$(?![^]))`, 'ms').exec(textOf(page)) ?? [];
  const lines = section.split('\n').filter((line) => line.startsWith('| '));
  return lines.map((line) => line.split('|').slice(1, -1).map(cellOf));
}

const cellOf = (cell: string) =>
  cell
    .trim()
    .replaceAll('`', '')
    .replaceAll(/(?<=\d),(?=\d{3})/g, '');

const namesIn = (rows: readonly string[][]) => rows.flatMap(([names = '']) => names.split(', '));

/** A text without its marks for code and links. */
const plain = (text: string) => text.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '');

describe('each setting', () => {
  const texts = Object.entries(settingsByName).map(([name, type]) => [name, settingText(type)] as const);

  test('has its row in the table of settings, with the text and the default of --help, and no other has', () => {
    expect(texts.length).toBeGreaterThan(30);
    const rows = rowsOf('docs/operating.md', 'Settings').slice(1);
    const expected = texts.map(([name, { meaning, standard = '–' }]) => [name, standard, plain(meaning)]);
    expect(rows.map((row) => row.map(plain)).toSorted()).toEqual(expected.toSorted());
  });

  test('is a flag of --help, with that text', () => {
    const words = help(undefined).replaceAll(/\s+/g, ' ');
    for (const [name, { meaning }] of texts) expect(words).toContain(` ${flagOf(name)} ${meaning}`);
  });

  test('has the default that it says', () => {
    const config = new Map<string, unknown>(Object.entries(loadConfig({})));
    const compared = texts.flatMap(([name, { standard }]) => {
      const value = config.get(name.toLowerCase().replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
      const isOne = typeof value === 'number' || (typeof value === 'string' && standard !== undefined);
      return isOne ? [{ name, standard, value: String(value) }] : [];
    });
    expect(compared.length).toBeGreaterThan(12);
    for (const { name, standard, value } of compared) expect(standard, name).toBe(value);
  });
});

test('the table of limits has each', () => {
  const values = rowsOf('docs/concepts.md', 'Limits of one request').map(([, value]) => value);
  for (const [name, value] of Object.entries(limits)) expect(values, name).toContain(String(value));
});

test('the table of metrics lists each, and no other', () => {
  const known = [...sourceOf('src/**/*.ts').matchAll(/'(users_graph_\w+)'/g)].map(([, name = '']) => name);
  expect(known.length).toBeGreaterThan(12);
  expect(namesIn(rowsOf('docs/operating.md', 'Metrics').slice(1)).toSorted()).toEqual(known.toSorted());
});

test('the table of causes lists each, and no other', () => {
  expect(namesIn(rowsOf('docs/troubleshooting.md', 'Causes').slice(1)).toSorted()).toEqual(
    Object.keys(causes).toSorted(),
  );
});

interface Contract {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly deprecated?: boolean; readonly operationId: string }>>>
  >;
}

/** Operations that the graph reaches, as the tables name them, and whether they are deprecated. */
function operationsOf(contract: string, leftOut: readonly string[]): Map<string, boolean> {
  const { paths } = JSON.parse(textOf(`schema/rest/${contract}.openapi.json`)) as Contract;
  const methods = ['get', 'post', 'put', 'patch', 'delete'];
  return new Map(
    Object.entries(paths).flatMap(([path, item]) =>
      methods.flatMap((method) => {
        const operation = item[method];
        return operation && !leftOut.includes(operation.operationId)
          ? [[`${method.toUpperCase()} ${path}`, operation.deprecated === true] as const]
          : [];
      }),
    ),
  );
}

describe('the tables of REST operations', () => {
  test('list those of Run:ai, with the versions that have them', () => {
    const versions = ['runai-legacy', 'runai-2.22', 'runai-2.24', 'runai-3.0'].map((name) =>
      operationsOf(name, notYetReached),
    );
    const expected = [...new Set(versions.flatMap((version) => [...version.keys()]))].map((operation) => [
      operation,
      ...versions.map((version) => (version.has(operation) ? (version.get(operation) ? 'D' : '✓') : '–')),
    ]);
    const rows = rowsOf('docs/platforms.md', 'Run:ai').slice(1);
    expect(rows.map((row) => row.slice(0, 5)).toSorted()).toEqual(expected.toSorted());
  });

  test('list those of Kestra', () => {
    const rows = rowsOf('docs/platforms.md', 'Kestra').slice(1);
    const [newest = '2.0'] = kestraVersions;
    const reached = operationsOf(features[newest].contract, []);
    expect(namesIn(rows).toSorted()).toEqual([...reached.keys()].toSorted());
  });
});

test('the table of the versions of Kestra lists each, and the table of quirks each quirk', () => {
  expect(namesIn(rowsOf('docs/platforms.md', 'Versions of Kestra').slice(1))).toEqual(kestraVersions);
  const documented = rowsOf('docs/platforms.md', 'The sandbox').slice(1);
  expect(documented).toEqual(Object.entries(quirks).map(([name, does]) => [name, cellOf(does)]));
});

describe('the tables of versions', () => {
  const rows = new Map(rowsOf('README.md', 'Versions').map(([name = '', ...cells]) => [name, cells]));
  const mark = (has: boolean) => (has ? '✓' : '–');

  /** Each feature of Run:ai as the README calls it. */
  const ofRunai: Readonly<Record<Feature, string>> = {
    paging: 'pages, filters, search, order and counts by the platform',
    names: 'first and last names, and 25 users at a call',
    notify: 'mail to new users',
    rules: 'access rules, roles and permissions',
    customRoles: "permission sets, and roles of a tenant's own",
    access: 'roles and clusters of the older access model',
    wholeLists: 'every condition alone: not, isNull: true',
  };
  const ofKestra: Readonly<Record<Exclude<keyof KestraFeatures, 'contract' | 'search'>, string>> = {
    viewer: 'who the caller is',
    groups: 'who may do what in a tenant, and groups without members',
    tenantFilters: 'filters on every list of a tenant',
  };

  test('have each version, and each of its features', () => {
    expect(rows.get('Run:ai')).toEqual(runaiVersions);
    for (const [feature, name] of Object.entries(ofRunai) as [Feature, string][]) {
      expect(rows.get(name), name).toEqual(runaiVersions.map((version) => mark(runaiFeatures[version][feature])));
    }
    expect(rows.get('Kestra')).toEqual(kestraVersions);
    expect(rows.get('search by')).toEqual(kestraVersions.map((version) => features[version].search));
    for (const [feature, name] of Object.entries(ofKestra) as [keyof typeof ofKestra, string][]) {
      expect(rows.get(name), name).toEqual(kestraVersions.map((version) => mark(features[version][feature])));
    }
  });

  test('say where each contract is from', () => {
    const sources = rowsOf('README.md', 'Versions').filter(([name]) => name === 'contract from');
    const contracts = [
      runaiVersions.map((version) => runaiFeatures[version].contract),
      kestraVersions.map((version) => features[version].contract),
    ];
    for (const [index, [, ...cells]] of sources.entries()) {
      const own = contracts[index] ?? [];
      const borrowed = own.map((contract, place) => own.lastIndexOf(contract) !== place);
      expect(cells.map((cell) => cell.startsWith('that of'))).toEqual(borrowed);
    }
  });
});
