import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { jsonOf, statusOf, tableOf } from '../../src/doctor/report.ts';
import { diagnosisOf, fieldsThat } from '../support/doctor.ts';
import { endedProcesses } from '../support/ended-processes.ts';

describe('the doctor', () => {
  test('asks every field of the queries, by reads alone, and leaves out what it knows no key of', async () => {
    // Who may only read would be refused a write.
    const { diagnosis, served } = await diagnosisOf({ users: 60, token: 'sandbox-viewer' });
    expect(statusOf(diagnosis)).toBe(0);
    expect(fieldsThat(diagnosis, 'broken', 'denied', 'degraded')).toEqual([]);
    // What checks a deletion is a call that deletes with another body: nobody wants it tried.
    const unknown =
      /^(usersByAccess|Access|KestraServiceAccount|kestraServiceAccount|Viewer\.revocableRules|RevocableRule)\b/;
    expect(fieldsThat(diagnosis, 'untried').filter((field) => !unknown.test(field))).toEqual([]);
    expect(served.length).toBeGreaterThan(100);
    expect(new Set(served.map(({ status }) => status))).toEqual(new Set([200]));
    const page = readFileSync('docs/troubleshooting.md', 'utf8');
    const { platforms, fields, ...rest } = JSON.parse(jsonOf(diagnosis, '1'));
    for (const name of [rest, ...platforms, ...fields].flatMap(Object.keys)) expect(page).toContain(`\`${name}\``);
  });

  test('names the departures of real servers, and what fails for them', async () => {
    const { diagnosis } = await diagnosisOf({
      quirks: ['kestra-sort-500', 'kestra-ignores-q', 'runai-clamps-limit'],
      users: 130,
    });
    expect(statusOf(diagnosis)).toBe(1);
    const broken = fieldsThat(diagnosis, 'broken');
    expect(broken.length).toBeGreaterThan(4);
    for (const field of broken) expect(field).toMatch(/^kestraUsers\(orderBy:/);
    expect(fieldsThat(diagnosis, 'degraded')).toEqual(['kestraUsers(search:)']);
    expect(diagnosis.platforms.map(({ departures }) => departures)).toEqual([
      ['A page has 100 rows where 500 were asked for: lists cost more calls.'],
      ['The server ignores the search of its users: for each, the facade reads the whole list.'],
    ]);
  });

  test('says where an answer breaks its contract, and that credentials are refused', async () => {
    const { diagnosis } = await diagnosisOf({
      faults: { kestra: [{ operationId: 'autocompleteUsers', body: 'wrong-shape' }] },
    });
    const found = diagnosis.fields.find(({ field }) => field === 'KestraUserSuggestion.userId');
    expect(found).toMatchObject({
      result: 'broken',
      code: 'UPSTREAM_BAD_RESPONSE',
      reason:
        'Kestra sent an object whose "id" breaks its contract. (POST /api/v1/{tenant}/tenant-access/autocomplete: /0/id: not of the type string)',
    });
    const { diagnosis: refused } = await diagnosisOf({ token: 'somebody-else' });
    const answered = fieldsThat(refused, 'broken', 'denied', 'works');
    // Run:ai's caller is told by the token itself, and a tenant of Kestra by its id, without a call.
    expect([statusOf(refused), answered.filter((field) => !/^(viewer|kestraTenant)\b/i.test(field))]).toEqual([2, []]);
    expect(refused.platforms.map(({ unasked }) => unasked)).toEqual([
      'It does not accept the credentials: expired, or wrong.',
      'It does not accept the credentials: expired, or wrong.',
    ]);
  });

  test('prints nothing that controls a terminal', () => {
    const evil = 'a\u001b[2Jb\u202ec\u009b';
    const diagnosis = {
      platforms: [{ name: 'runai', title: evil, departures: [evil], operations: {} }],
      fields: [{ field: evil, result: 'broken', reason: evil, calls: [evil] }],
    } as const;
    for (const text of [tableOf(diagnosis, '1'), jsonOf(diagnosis, '1')]) {
      expect(text.replaceAll(/(?<=^|\n)\p{Cc}\[1m|\p{Cc}\[22m(?=\n|$)/gu, '')).not.toMatch(/[^\P{C}\n]/u);
    }
    expect(JSON.parse(jsonOf(diagnosis, '1')).fields).toEqual(diagnosis.fields);
  });
});

describe('users-graph doctor', () => {
  const start = endedProcesses();
  const doctor = (settings: Readonly<Record<string, string>>, ...args: readonly string[]) =>
    start(settings, [process.execPath, 'src/main.ts', 'doctor', ...args]).exited;
  const secret = 'top-secret-token';

  test('reads credentials from a file, and never prints them', async () => {
    const file = join(tmpdir(), `doctor-${process.pid}.env`);
    writeFileSync(file, `RUNAI_AUTHORIZATION=${secret}\n`);
    const { code, stdout, stderr } = await doctor({}, '--env-file', file, '--json', '--url', 'http://127.0.0.1:1');
    expect([code, stderr]).toEqual([2, '']);
    const { platforms } = JSON.parse(stdout);
    expect(platforms).toMatchObject([{ unasked: 'It cannot be reached: nothing listens at its address.' }]);
    expect(stdout).not.toContain(secret);
  });

  test('exits with 2 where it cannot ask, and says why', async () => {
    const [unclear, wrong, unnamed, foreign, flag] = await Promise.all([
      doctor({ RUNAI_AUTHORIZATION: secret, KESTRA_AUTHORIZATION: secret }, '--url', 'https://x.example'),
      doctor({ RUNAI_AUTHORIZATION: `${secret}\u00e9` }),
      doctor({ RUNAI_AUTHORIZATION: secret }, '--ids', 'no-object'),
      doctor({}, '--ids', 'Nobody:1'),
      doctor({}, '--runai-authorization', secret),
    ]);
    expect(unclear.stderr).toContain('set RUNAI_AUTHORIZATION or KESTRA_AUTHORIZATION, not both');
    expect(wrong.stderr).toBe('RUNAI_AUTHORIZATION must be what an HTTP header can carry.\n');
    expect(flag.stderr).toContain('--runai-authorization is not a flag of users-graph doctor');
    expect(unnamed.stderr).toContain('--ids names objects by type and id, such as KestraServiceAccount:<its id>');
    expect(foreign.stderr).toBe('--ids names the type Nobody, which the graph does not have.\n');
    for (const { code, stdout, stderr } of [unclear, wrong, unnamed, foreign, flag]) {
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).not.toContain(secret);
    }
  });
});
