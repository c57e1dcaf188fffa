import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Answer, changingPlatform, comparable, honest, pathsOf, toldApart } from '../support/changing-platform.ts';
import { endedProcesses } from '../support/ended-processes.ts';
import { documentsUnderChange } from './documents-under-change.ts';

/*
 * A platform is upgraded and downgraded under load, before a facade of several processes, each of which finds the version
 * for itself: no answer is one that no version could have given which was live.
 */

const start = endedProcesses();
/** As long as what a version lacks is believed. */
const lateMs = 10_000;
const loadMs = 6000;

/** Over a connection of its own, so that the processes are asked in turn. */
async function ask(url: string, query: string): Promise<Answer<unknown>> {
  const headers = {
    'content-type': 'application/json',
    authorization: 'Bearer sandbox-admin',
    'kestra-authorization': 'Bearer sandbox-admin',
    connection: 'close',
  };
  const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return (await answer.json()) as Answer<unknown>;
}

test.each(['runai', 'kestra'] as const)('%s before two workers', async (name) => {
  const platform = await changingPlatform(name, { users: 60 });
  const versions: readonly string[] = toldApart[name];
  const documents = documentsUnderChange[name].filter((document) => !document.startsWith('mutation'));
  const expected = new Map<string, readonly Answer<unknown>[]>();
  for (const version of versions) expected.set(version, await platform.expected(version, documents));
  platform.changeTo(versions[0] ?? '');
  const settings = { WORKERS: '2', SANDBOX: 'on', PLATFORMS: 'runai,kestra', DRAIN_MS: '0' };
  const { url } = await start({ ...settings, [`${name.toUpperCase()}_URL`]: platform.url }).greeting();
  const until = performance.now() + loadMs;
  let answers = 0;
  /** When the requests that are under way began. */
  const begins = new Set<number>();
  const isOver = () => performance.now() > until && answers > 50;

  const isRight = (answer: Answer<unknown>, at: number, version: string, before: readonly string[]) => {
    const known = expected.get(version)?.[at] ?? answer;
    const codesOf = (earlier: string, path: unknown) =>
      (expected.get(earlier)?.[at]?.errors ?? []).flatMap((error) =>
        String(error.path) === String(path) ? [error.extensions.code] : [],
      );
    const open = pathsOf(answer, ({ path, extensions: { code } }) => {
      const isLate =
        code === 'UNSUPPORTED_BY_VERSION' && before.some((earlier) => codesOf(earlier, path).includes(code));
      return honest.has(code) || isLate;
    });
    return JSON.stringify(comparable(answer, open)) === JSON.stringify(comparable(known, open));
  };

  const askOn = async () => {
    while (!isOver()) {
      const at = Math.floor(Math.random() * documents.length);
      const begun = performance.now();
      begins.add(begun);
      // A request may join a read of another one that is under way.
      const joined = Math.min(...begins);
      const answer = await ask(url, `${documents[at]} # ${answers++}`);
      const ended = performance.now();
      begins.delete(begun);
      const live = platform.liveIn(joined, ended);
      const before = platform.liveIn(joined - lateMs, ended);
      if (live.some((version) => isRight(answer, at, version, before))) continue;
      expect({ document: documents[at], answer }).toEqual(live.map((version) => expected.get(version)?.[at]));
    }
  };
  const change = async () => {
    const steps = [...versions.slice(1), ...versions.toReversed()];
    for (let index = 0; !isOver(); index++) {
      const changed = performance.now();
      const before = answers;
      await setTimeout(700);
      // It does not change again before both processes could notice, however slow they are.
      while (!isOver() && (answers < before + 20 || Math.min(...begins) < changed)) await setTimeout(10);
      platform.changeTo(steps[index % steps.length] ?? '');
    }
  };
  try {
    await Promise.all([change(), ...Array.from({ length: 4 }, askOn)]);
  } finally {
    await platform.close();
  }
});
