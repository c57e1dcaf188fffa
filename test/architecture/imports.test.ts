import { execFile } from 'node:child_process';
import { appendFile, cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A statement put at the end of a file, existing or new, and what is forbidden of it: by which rule, from where, to where. */
type Offence = readonly [file: string, statement: string, rule: string, to: string, from?: string];

const offences: readonly Offence[] = [
  ['rest/new.ts', "import '../graph/order.ts';", 'rest', 'graph/order.ts'],
  ['rest/deeper/new.ts', "import '../../runai/versions.ts';", 'rest', 'runai/versions.ts'],
  ['api-error.ts', "import './rest/path.ts';", 'api-error.ts', 'rest/path.ts'],
  ['version.ts', "import './rest/path.ts';", 'version.ts', 'rest/path.ts'],
  ['mcp-config.ts', "import './rest/path.ts';", 'mcp-config.ts', 'rest/path.ts'],
  ['settings/types.ts', "import '../rest/path.ts';", 'settings/types.ts', 'rest/path.ts'],
  ['settings/no-proxy.ts', "import '../rest/path.ts';", 'settings/no-proxy.ts', 'rest/path.ts'],
  ['settings/process.ts', "import '../platforms.ts';", 'settings/process.ts', 'platforms.ts'],
  ['settings/graph.ts', "import '../rest/path.ts';", 'settings/graph.ts', 'rest/path.ts'],
  ['settings/sandbox.ts', "import '../sandbox/names.ts';", 'settings/sandbox.ts', 'sandbox/names.ts'],
  ['settings/limits.ts', "import '../rest/path.ts';", 'settings/limits.ts', 'rest/path.ts'],
  ['settings/telemetry.ts', "import '../rest/path.ts';", 'settings/telemetry.ts', 'rest/path.ts'],
  ['settings/proxy.ts', "import '../rest/path.ts';", 'settings/proxy.ts', 'rest/path.ts'],
  ['settings/tls.ts', "import '../rest/path.ts';", 'settings/tls.ts', 'rest/path.ts'],
  ['settings/catalog.ts', "import '../config.ts';", 'settings/catalog.ts', 'config.ts'],
  ['settings/unknown.ts', "import '../config.ts';", 'settings/unknown.ts', 'config.ts'],
  ['settings/read.ts', "import '../config.ts';", 'settings/read.ts', 'config.ts'],
  ['settings/new.ts', "import '../rest/path.ts';", 'a folder without a line', 'rest/path.ts'],
  ['access-config.ts', "import './paging/window.ts';", 'access-config.ts', 'paging/window.ts'],
  ['trace-config.ts', "import './rest/path.ts';", 'trace-config.ts', 'rest/path.ts'],
  ['add-variables.ts', "import './rest/path.ts';", 'add-variables.ts', 'rest/path.ts'],
  ['issues.ts', "import './rest/path.ts';", 'issues.ts', 'rest/path.ts'],
  ['memoized.ts', "import './rest/path.ts';", 'memoized.ts', 'rest/path.ts'],
  ['errors.ts', "import './rest/path.ts';", 'errors.ts', 'rest/path.ts'],
  ['paging/new.ts', "import '../batching/plan.ts';", 'paging', 'batching/plan.ts'],
  ['batching/new.ts', "import '../paging/window.ts';", 'batching', 'paging/window.ts'],
  ['cost/new.ts', "import '../runai/api.ts';", 'cost', 'runai/api.ts'],
  ['server/explorer/graphiql.ts', "import '../../runai/api.ts';", 'server', 'runai/api.ts'],
  ['execution/new.ts', "import '../graph/order.ts';", 'execution', 'graph/order.ts'],
  ['graph/new.ts', "import '../kestra/types/refs.ts';", 'graph', 'kestra/types/refs.ts'],
  ['graph/new.ts', "import '../config.ts';", 'graph', 'config.ts'],
  ['graph/context.ts', "import '../server/context.ts';", 'graph/context.ts', 'server/context.ts'],
  ['graph/schema.ts', "import '../runai/api.ts';", 'graph/schema.ts', 'runai/api.ts'],
  ['runai/new.ts', "import '../kestra/types/refs.ts';", '{platform}', 'kestra/types/refs.ts'],
  ['runai/mutations/new.ts', "import '../../settings/unknown.ts';", '{platform}', 'settings/unknown.ts'],
  ['kestra/queries.ts', "import '../config.ts';", '{platform}', 'config.ts'],
  ['kestra/queries.ts', "import '../links.ts';", '{platform}', 'links.ts'],
  ['kestra/mutations/new.ts', "import '../../sandbox/names.ts';", '{platform}', 'sandbox/names.ts'],
  ['platform.ts', "import './graph/order.ts';", 'platform.ts', 'graph/order.ts'],
  ['platforms.ts', "import './runai/runai.ts';", 'platforms.ts', 'runai/runai.ts'],
  ['runai/platform.ts', "import '../kestra/tenant.ts';", '{platform}/platform.ts', 'kestra/tenant.ts'],
  ['kestra/platform.ts', "import '../config.ts';", '{platform}/platform.ts', 'config.ts'],
  ['offboarding/run.ts', "import '../runai/versions.ts';", 'offboarding', 'runai/versions.ts'],
  ['links.ts', "import './runai/versions.ts';", 'links.ts', 'runai/versions.ts'],
  ['links-direct.ts', "import './server/limits.ts';", 'links-direct.ts', 'server/limits.ts'],
  ['links-federated.ts', "import './config.ts';", 'links-federated.ts', 'config.ts'],
  ['sandbox/new.ts', "import '../rest/path.ts';", 'sandbox', 'rest/path.ts'],
  ['config.ts', "import './server/limits.ts';", 'config.ts', 'server/limits.ts'],
  ['config.ts', "import './graph/order.ts';", 'config.ts', 'graph/order.ts'],
  ['server/new.ts', "import '../sandbox/names.ts';", 'server', 'sandbox/names.ts'],
  ['server/deeper/new.ts', "import '../../app.ts';", 'server', 'app.ts'],
  ['server/yoga.ts', "import './fast-path/read-body.ts';", 'the fast path can be deleted', 'fast-path/read-body.ts'],
  ['server/context.ts', "import '../kestra/api.ts';", 'server/context.ts', 'kestra/api.ts'],
  ['embedded-sandbox.ts', "import './app.ts';", 'embedded-sandbox.ts', 'app.ts'],
  ['serve-platform.ts', "import './server/yoga.ts';", 'serve-platform.ts', 'server/yoga.ts'],
  ['app.ts', "import './cluster/primary.ts';", 'app.ts', 'cluster/primary.ts'],
  ['cluster/new.ts', "import '../rest/client.ts';", 'cluster', 'rest/client.ts'],
  ['v8-flags.ts', "import './config.ts';", 'v8-flags.ts', 'config.ts'],
  ['command/new.ts', "import '../runai/versions.ts';", 'command', 'runai/versions.ts'],
  ['main.ts', "import './graph/builder.ts';", 'main.ts', 'graph/builder.ts'],
  // However it is written.
  ['rest/new.ts', "import type { User } from '../runai/api.ts';", 'rest', 'runai/api.ts'],
  ['rest/new.ts', "export * from '../server/limits.ts';", 'rest', 'server/limits.ts'],
  ['rest/new.ts', "export const later = () => import('../app.ts');", 'rest', 'app.ts'],
  ['rest/new.ts', "export type Main = typeof import('../main.ts');", 'rest', 'main.ts'],
  ['doctor/place.ts', "import '../server/limits.ts';", 'doctor', 'server/limits.ts'],
  ['fresh/new.ts', "import '../rest/path.ts';", 'a folder without a line', 'rest/path.ts'],
  ['rest/new.ts', "import '../fresh/new.ts';", 'rest', 'fresh/new.ts'],
  [
    'runai/loaders/local-list.ts',
    "import '../../graph/order.ts';",
    'loaders know no graph',
    'graph/order.ts',
    'runai/runai.ts',
  ],
  [
    'kestra/loaders/tokens.ts',
    "import '../../graph/order.ts';",
    'loaders know no graph',
    'graph/order.ts',
    'kestra/kestra.ts',
  ],
  ['rest/new.ts', "import fc from 'fast-check';", 'what runs is installed', 'fast-check'],
];

/** What is found in a copy of the sources with all offences in it. */
let summary: ICruiseResult['summary'];
let copy: string;
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'users-graph-imports-'));
  for (const path of ['src', 'package.json', 'tsconfig.json', '.dependency-cruiser.mjs'])
    await cp(join(root, path), join(copy, path), { recursive: true });
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const [file, statement] of offences) {
    await mkdir(dirname(join(copy, 'src', file)), { recursive: true });
    await appendFile(join(copy, 'src', file), `\n${statement}\n`);
  }
  const program = join(root, 'node_modules/.bin/depcruise');
  const options = { cwd: copy, maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(process.execPath, [program, 'src', '--output-type', 'json'], options);
  ({ summary } = JSON.parse(stdout) as ICruiseResult);
});
afterAll(() => rm(copy, { recursive: true }));

for (const [file, statement, rule, to, from = file] of offences) {
  test(`src/${file}: ${statement} is forbidden`, () => {
    const here = summary.violations.filter((found) => found.rule.name === rule && found.from === `src/${from}`);
    expect(here.map((found) => found.to)).toContainEqual(expect.stringContaining(to));
  });
}

test('each rule fires', () => {
  const rules = summary.ruleSetUsed?.forbidden ?? [];
  expect(new Set(summary.violations.map(({ rule }) => rule.name))).toEqual(
    new Set(rules.flatMap(({ name }) => name ?? [])),
  );
});

test('nothing else is forbidden', () => {
  // That loaders know no graph is said of all of it that an offence makes reachable.
  const direct = summary.violations.filter(({ rule }) => rule.name !== 'loaders know no graph');
  expect(direct).toHaveLength(offences.filter(([, , rule]) => rule !== 'loaders know no graph').length);
});
