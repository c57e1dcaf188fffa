import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { loadSandboxConfig } from '../../src/config.ts';
import { startSandboxes } from '../../src/embedded-sandbox.ts';
import type { PlatformName } from '../../src/platforms.ts';
import { type Answer, type Facade, graphOver } from '../support/facade.ts';
import { rewritingProxy } from '../support/rewriting-proxy.ts';
import { auto } from '../support/version-probes.ts';

/* A platform is upgraded, and downgraded, while requests are under way: no answer says what is not so. */

const admin = '(by: { username: "admin@sandbox.test" })';
const nobody = '(by: { userId: "11111111-1111-4111-8111-111111111111" })';
const documents: Readonly<Record<PlatformName, readonly string[]>> = {
  runai: [
    '{ users(first: 5) { totalCount nodes { username firstName } } }',
    '{ users(first: 60, orderBy: { field: USERNAME, direction: DESC }) { nodes { username } } }',
    '{ users(first: 30, filter: { username: { contains: "mar" } }) { nodes { username creator { username } } } }',
    `{ user${admin} { username lastName access { roles } } }`,
    `{ user${nobody} { username } roles }`,
    '{ usersByAccess(first: 3) { nodes { username access { roles } } } }',
  ],
  kestra: [
    '{ kestraUsers(first: 5, search: "mar") { totalCount nodes { username email } } }',
    `{ kestraUser${admin} { username } }`,
    '{ kestraViewer { username } }',
  ],
};

type Answers = readonly Answer<unknown>[];

/** Errors that say that something has changed, or does not fit: none of them says what is not so. */
const honest: ReadonlySet<unknown> = new Set(['UPSTREAM_UNAVAILABLE', 'UPSTREAM_BAD_RESPONSE', 'BAD_USER_INPUT']);

/** An answer in a form that can be compared: without what an honest error left open in either of two answers. */
function comparable(answer: Answer<unknown>, other: Answer<unknown>) {
  const open = (other.errors ?? [])
    .filter(({ extensions }) => honest.has(extensions.code))
    .map(({ path = [] }) => path);
  const data: unknown = structuredClone(answer.data);
  for (const path of open) {
    let place = data as Record<string | number, unknown> | null | undefined;
    for (const step of path.slice(0, -1)) place = place?.[step] as typeof place;
    if (place) place[path.at(-1) ?? ''] = null;
  }
  const isOpen = (path: readonly unknown[] = []) => open.some((begin) => begin.every((step, at) => step === path[at]));
  const errors = (answer.errors ?? [])
    .filter(({ path }) => !isOpen(path))
    // Where an older version is found to be a newer one, which lacks the same, the message names the older for a while.
    .map(({ path, extensions, message }) => ({ path, extensions, message: message.replace(/^Run:ai \S+/, 'Run:ai') }))
    .toSorted((one, two) => String(one.path).localeCompare(String(two.path)));
  return { data, errors };
}

const ask = (facade: Facade, name: PlatformName): Promise<Answers> =>
  Promise.all(documents[name].map((document) => facade.ask(document)));

/** What a facade answers that is told the version. */
async function expectedOf(name: PlatformName, version: string): Promise<Answers> {
  const told = await graphOver(
    { platforms: ['runai', 'kestra'], users: 90 },
    {
      [`${name.toUpperCase()}_URL`]: sandboxes.get(`${name} ${version}`) ?? '',
      [`${name.toUpperCase()}_VERSION`]: version,
    },
  );
  try {
    return await ask(told, name);
  } finally {
    await told.close();
  }
}

const sandboxes = new Map<string, string>();
const closers: (() => Promise<unknown>)[] = [];
const versions = { runai: ['3.0', '2.24', '2.22', 'legacy'], kestra: ['2.0', '1.3', '1.0'] } as const;

beforeAll(async () => {
  for (const [name, all] of Object.entries(versions) as [PlatformName, readonly string[]][]) {
    for (const version of all) {
      const { ofPlatforms } = loadSandboxConfig({ [`${name.toUpperCase()}_VERSION`]: version });
      const { running, close } = await startSandboxes([name], ofPlatforms, { users: 90 });
      closers.push(close);
      sandboxes.set(`${name} ${version}`, running.get(name)?.url ?? '');
    }
  }
});
afterAll(() => Promise.all(closers.map((close) => close())));

const ways: readonly { readonly name: PlatformName; readonly steps: readonly string[] }[] = [
  { name: 'runai', steps: ['2.22', '2.24', '3.0', '2.24', '2.22'] },
  { name: 'runai', steps: ['legacy', '2.22', '3.0', '2.22', 'legacy'] },
  { name: 'runai', steps: ['legacy', '3.0', 'legacy'] },
  { name: 'kestra', steps: ['1.0', '1.3', '2.0', '1.3', '1.0'] },
  { name: 'kestra', steps: ['1.0', '2.0', '1.0'] },
];

test.each(ways)('$name under load: $steps', async ({ name, steps }) => {
  const expected = new Map<string, Answers>();
  for (const version of new Set(steps)) expected.set(version, await expectedOf(name, version));
  const proxy = await rewritingProxy();
  const facade = await graphOver(
    { platforms: ['runai', 'kestra'], users: 90 },
    { ...auto, [`${name.toUpperCase()}_URL`]: proxy.url },
  );
  try {
    for (const [index, version] of steps.entries()) {
      const before = expected.get(steps[index - 1] ?? version) ?? [];
      const after = expected.get(version) ?? [];
      const under = index > 0 ? [ask(facade, name), ask(facade, name)] : [];
      proxy.forwardTo(sandboxes.get(`${name} ${version}`) ?? '');
      under.push(ask(facade, name), ask(facade, name));
      for (const answers of await Promise.all(under)) {
        for (const [at, answer] of answers.entries()) {
          const right = [before[at], after[at]].flatMap((known) => (known ? [comparable(known, answer)] : []));
          expect(right, documents[name][at]).toContainEqual(comparable(answer, answer));
        }
      }
      // Only what 2.24 lacks and 2.22 has tells them apart, and is not asked for: so it is believed for ten seconds.
      if (version === '2.22' && steps[index - 1] === '2.24') {
        const now = performance.now.bind(performance);
        vi.spyOn(performance, 'now').mockImplementation(() => now() + 10_001);
      }
      // Each document once more for what the others have shown, and from then on as if the version had been named.
      await ask(facade, name);
      const settled = await ask(facade, name);
      for (const [at, answer] of settled.entries()) {
        expect(comparable(answer, after[at] ?? answer)).toEqual(comparable(after[at] ?? answer, answer));
        for (const { extensions } of answer.errors ?? []) expect(honest).not.toContain(extensions.code);
      }
    }
  } finally {
    vi.restoreAllMocks();
    await facade.close();
    await proxy.close();
  }
});
