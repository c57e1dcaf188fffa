import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { request } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProcess } from '../support/process.ts';
import { sharedFolder } from './programs.ts';

const pathOf = (name: string) => fileURLToPath(new URL(`../../deploy/${name}`, import.meta.url));
const alerts = readFileSync(pathOf('prometheus/alerts.yaml'), 'utf8');
const dashboard = readFileSync(pathOf('grafana/users-graph.json'), 'utf8');

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly gridPos: { readonly h: number; readonly w: number; readonly x: number; readonly y: number };
  readonly targets: readonly { readonly expr: string }[];
}
const { panels } = JSON.parse(dashboard) as { readonly panels: readonly Panel[] };
const queries = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));

const promtool = (...parameters: string[]) => execFileSync('promtool', parameters, { encoding: 'utf8', stdio: 'pipe' });

/** What a facade of two processes exports, which has been asked for something. */
let exported: string;
let facade: ReturnType<typeof startProcess>;
beforeAll(async () => {
  facade = startProcess({ WORKERS: '2', LOG_LEVEL: 'silent' });
  const { url } = await facade.greeting();
  const answer = await request(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer sandbox-admin' },
    body: '{"query":"{ users(first: 1) { nodes { id } } }"}',
  });
  await answer.body.dump();
  exported = await (await request(`${url}/metrics`)).body.text();
});
afterAll(async () => {
  facade.kill('SIGKILL');
  await facade.exited;
});

test('what is exported is what Prometheus takes, by its own rules', async () => {
  const child = execFile('promtool', ['check', 'metrics']);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (printed += chunk));
  child.stdin?.end(exported);
  await once(child, 'close');
  // Those of the process itself are named by prom-client.
  expect(printed.split('\n').filter((line) => line.includes('users_graph'))).toEqual([]);
});

test('the alert rules are right, and fire when they should', () => {
  expect(promtool('check', 'rules', pathOf('prometheus/alerts.yaml'))).toContain('SUCCESS');
  expect(promtool('test', 'rules', pathOf('prometheus/alerts.test.yaml'))).toContain('SUCCESS');
});

test('each alert is tested', () => {
  const tests = readFileSync(pathOf('prometheus/alerts.test.yaml'), 'utf8');
  const names = (text: string, key: string) =>
    new Set([...text.matchAll(new RegExp(`${key}: (\\w+)`, 'g'))].map(([, name]) => name));
  expect(names(tests, 'alertname')).toEqual(names(alerts, 'alert'));
});

test('the queries of the dashboard are right', () => {
  const rules = queries.map((expr, index) => ({
    record: `query:${index}`,
    expr: expr.replaceAll('$__rate_interval', '5m').replaceAll('$job', '.*'),
  }));
  const file = join(sharedFolder(), 'queries.yaml');
  // JSON is YAML.
  writeFileSync(file, JSON.stringify({ groups: [{ name: 'dashboard', rules }] }));
  expect(promtool('check', 'rules', file)).toContain(`${queries.length} rules found`);
});

test('each metric of alerts and dashboard is exported, and each of ours is in the dashboard', () => {
  const families = new Set([...exported.matchAll(/^# TYPE (\w+) /gm)].map(([, name = '']) => name));
  const namesIn = (text: string) =>
    new Set(
      (text.match(/\b(?:users_graph|nodejs|process)_\w+/g) ?? []).map((name) =>
        name.replace(/_(bucket|sum|count)$/, ''),
      ),
    );
  const shown = namesIn(queries.join('\n'));
  const asked = [...shown, ...namesIn(alerts.replaceAll(/^ *(description|summary):.*$/gm, '')), ...namesIn(dashboard)];
  expect(asked.filter((name) => !families.has(name))).toEqual([]);
  const own = [...families].filter((name) => name.startsWith('users_graph_'));
  expect(own.length).toBeGreaterThan(12);
  expect(own.filter((name) => !shown.has(name))).toEqual([]);
});

test('the panels have ids of their own, and do not cover each other', () => {
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  const cells = panels.flatMap(({ gridPos: { h, w, x, y } }) =>
    Array.from({ length: h * w }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
});
