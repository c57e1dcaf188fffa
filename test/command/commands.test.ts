import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import { afterAll, describe, expect, test } from 'vitest';
import { endedProcesses } from '../support/ended-processes.ts';
import { silentServer } from '../support/silent-server.ts';

const start = endedProcesses();
const command = (settings: Readonly<Record<string, string>>, ...args: readonly string[]) =>
  start(settings, [process.execPath, 'src/main.ts', ...args]);

const root = new URL('../../', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'users-graph-command-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the command', () => {
  test('prints its help and its version, whatever the environment says', async () => {
    const wrong = { PORT: 'abc' };
    const [helped, told] = await Promise.all([command(wrong, '--help').exited, command(wrong, '--version').exited]);
    expect(helped).toMatchObject({ code: 0, stderr: '' });
    expect(helped.stdout).toMatch(/^users-graph \d.*Commands\n {2}serve\n.* {2}--runai-url\n/s);
    const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
    expect(told).toMatchObject({ code: 0, stderr: '', stdout: `${version}\n` });
  });

  test('reads settings from a pipe, and says where Node itself has read it', async () => {
    const [piped, lost] = await Promise.all(
      ['-- src/main.ts', 'src/main.ts'].map(
        (program) =>
          start({}, [
            '/bin/sh',
            '-c',
            `echo KESTRA_TENANT=piped | ${process.execPath} ${program} check-config --env-file /dev/stdin`,
          ]).exited,
      ),
    );
    expect(piped).toMatchObject({ code: 0, stderr: '' });
    expect(piped?.stdout).toContain('KESTRA_TENANT=piped  (/dev/stdin)');
    expect(lost).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('The pipe that --env-file names is empty.'),
    });
  });

  test('refuses a flag that does not exist, and starts nothing', async () => {
    expect(await command({}, '--prot', '5').exited).toEqual({
      code: 2,
      stdout: '',
      stderr: '--prot is not a flag of users-graph: did you mean --port?\n',
    });
  });

  test('names a wrong setting as it was written', async () => {
    const { code, stderr } = await command({ GRAPHIQL: 'maybe' }, '--port', 'abc').exited;
    expect(code).toBe(1);
    expect(stderr.trim().split('\n').toSorted()).toEqual([
      '--port must be a whole number from 0 to 65535, and is "abc".',
      'GRAPHIQL must be "on" or "off", and is "maybe".',
    ]);
  });

  test('counts a flag before a variable, and a variable before a file', async () => {
    const [first, second] = [join(folder, 'first.env'), join(folder, 'second.env')];
    writeFileSync(first, 'KESTRA_URL=https://first.example\nRUNAI_URL=https://first.example\nMAX_COST=1\n');
    writeFileSync(second, '# a comment\nKESTRA_URL="https://second.example"\nMAX_COST=2\nKESTRA_TENANT=second\n');
    const flags = ['--env-file', first, '--env-file', second, '--kestra-tenant', 'flag'];
    const { code, stdout } = await command({ MAX_COST: '3', SANDBOX_USERS: '' }, 'check-config', ...flags).exited;
    expect(code).toBe(0);
    expect(stdout).toContain('Run:ai (version: auto) at https://first.example/\n');
    expect(stdout).toContain('Kestra (version: auto) at https://second.example/\n');
    expect(stdout).toContain(`  RUNAI_URL=https://first.example  (${first})\n`);
    expect(stdout).toContain('  MAX_COST=3  (environment)\n');
    expect(stdout).toContain('  KESTRA_TENANT=flag  (--kestra-tenant)\n');
  });

  test('serves what flags say, with several processes too', async () => {
    const { text } = await command(
      { RUNAI_URL: '' },
      '--workers',
      '2',
      '--platforms',
      'kestra',
      '--sandbox-users=7',
    ).greeting();
    expect(text).toMatch(/It serves:\n {2}Kestra 2\.0 at \S+ \(sandbox, 7 users\)\n\n/);
  });

  test('logs in lines for people where that is asked for', async () => {
    const facade = command({}, '--log-format', 'pretty', '--platforms', 'runai', '--runai-version', '3.0');
    const { url } = await facade.greeting();
    const { body } = await request(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer sandbox-admin' },
      body: '{"query":"{ users(first: 1) { totalCount } }"}',
    });
    expect(await body.json()).toEqual({ data: { users: { totalCount: 100 } } });
    await expect.poll(facade.printed).toMatch(/^\[[\d:.]+\] INFO: operation \{.*"restCalls":1\}$/m);
  });

  test('says which port of the sandbox is taken', async () => {
    const other = await silentServer();
    const { code, stderr } = await command({}, 'sandbox', '--sandbox-kestra-port', String(other.port)).exited;
    await other.close();
    expect(code).toBe(1);
    expect(stderr).toContain(`SANDBOX_KESTRA_PORT ${other.port} is taken`);
  });
});

test('users-graph sandbox serves both platforms', async () => {
  const ports = ['--sandbox-runai-port=0', '--sandbox-kestra-port=0'];
  const sandbox = command({}, 'sandbox', '--runai-version', '2.24', ...ports);
  await expect.poll(() => sandbox.printed()).toContain('authorization');
  const [runai = ''] = /http:\S+(?= {2}Run:ai 2\.24)/.exec(sandbox.printed()) ?? [];
  const { statusCode, body } = await request(`${runai}/api/v1/users/count`, {
    headers: { authorization: 'Bearer sandbox-admin' },
  });
  expect([statusCode, await body.json()]).toEqual([200, { count: 100 }]);
  sandbox.kill('SIGTERM');
  expect((await sandbox.exited).code).toBe(0);
});

describe('users-graph print-schema', () => {
  test.each([
    ['the graph', [], 'schema.graphql'],
    ['the subgraph', ['--subgraph'], 'subgraph.graphql'],
  ])('prints %s, in production too', async (_, flags, file) => {
    const { code, stdout } = await command({ NODE_ENV: 'production' }, 'print-schema', ...flags).exited;
    expect(code).toBe(0);
    expect(stdout.trim()).toBe(readFileSync(new URL(`schema/${file}`, root), 'utf8').trim());
  });
});
