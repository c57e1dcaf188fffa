import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildSchema } from 'graphql';
import { request } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProcess } from '../support/process.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { engines } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { engines: { node: string } };
const oldest = engines.node.replace(/^>=/, '');

/** What `npm pack --json` says, in a list or by the package's name. */
interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}
const nothing: Packed = { filename: '', files: [] };

/** A project that has installed the package, as it is packed, and the oldest Node that it says it runs on. */
let project: string;
let packed: readonly string[];

async function npm(cwd: string, ...parameters: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('npm', [...parameters, '--no-audit', '--no-fund'], { cwd });
  return stdout;
}

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'users-graph-package-'));
  await npm(root, 'run', 'build');
  const listing = JSON.parse(await npm(root, 'pack', '--ignore-scripts', '--json', '--pack-destination', project));
  const [{ filename, files } = nothing] = Object.values<Packed>(listing);
  packed = files.map(({ path }) => path);
  await writeFile(join(project, 'package.json'), '{ "private": true, "allowScripts": { "node": true } }');
  await npm(project, 'install', `./${filename}`, `node@${oldest}.0.0`);
});
afterAll(() => rm(project, { recursive: true }));

test('holds what runs and the schemas, and nothing else', async () => {
  const contracts = await readdir(join(root, 'schema/rest'));
  const others = packed.filter((path) => !/^dist\/[\w./-]+\.js$/.test(path));
  expect(others.toSorted()).toEqual([
    'LICENSE',
    'README.md',
    'bin/users-graph.cjs',
    'dist/server/explorer/page/page.css',
    'package.json',
    ...contracts.map((contract) => `schema/rest/${contract}`),
    'schema/schema.graphql',
    'schema/subgraph.graphql',
  ]);
});

test('gives its schema to code generators', async () => {
  const file = createRequire(join(project, 'package.json')).resolve('users-graph/schema/schema.graphql');
  expect(
    buildSchema(await readFile(file, 'utf8'))
      .getQueryType()
      ?.getFields(),
  ).toHaveProperty('users');
});

test('says on an older Node which one it needs', async () => {
  const older = await mkdtemp(join(tmpdir(), 'users-graph-older-node-'));
  try {
    await writeFile(join(older, 'package.json'), '{ "private": true, "allowScripts": { "node": true } }');
    await npm(older, 'install', 'node@20');
    const program = [join(older, 'node_modules/.bin/node'), join(project, 'node_modules/.bin/users-graph')] as const;
    const { code, stdout, stderr } = await startProcess({}, program).exited;
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^users-graph needs Node 24 or newer, and this is v20\.\d+\.\d+ \(.*\)\.\n$/);
  } finally {
    await rm(older, { recursive: true });
  }
});

test.each([
  ['the Node of this run', () => dirname(process.execPath)],
  [`Node ${oldest}.0.0, the oldest`, () => join(project, 'node_modules/.bin')],
])('starts as `users-graph` on %s, answers and stops', async (_, bin) => {
  const settings = { PATH: `${bin()}:/usr/bin:/bin`, DRAIN_MS: '0', LOG_LEVEL: 'silent' };
  const facade = startProcess(settings, [join(project, 'node_modules/.bin/users-graph')]);
  try {
    const { url } = await facade.greeting();
    const { body } = await request(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer sandbox-admin' },
      body: JSON.stringify({ query: '{ users(first: 2) { totalCount nodes { username } } }' }),
    });
    expect(await body.json()).toEqual({
      data: {
        users: {
          totalCount: 100,
          nodes: [{ username: 'ada.lovelace@example.com' }, { username: 'adaeze.amankwah@example.com' }],
        },
      },
    });
    facade.kill('SIGTERM');
    expect((await facade.exited).code).toBe(0);
  } finally {
    facade.kill('SIGKILL');
  }
});
