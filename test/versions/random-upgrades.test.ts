import { array, assert, asyncProperty, constantFrom, integer, record, tuple } from 'fast-check';
import { expect, test, vi } from 'vitest';
import {
  type Answer,
  changingPlatform,
  comparable,
  type Facade,
  honest,
  newGroup,
  pathsOf,
  toldApart,
} from '../support/changing-platform.ts';
import { documentsUnderChange } from './documents-under-change.ts';
import { type Fate, writesUnderChange } from './writes-under-change.ts';

/*
 * A platform is upgraded and downgraded at random, under reads and writes: each answer is one that a version could give
 * which was live meanwhile, or during a request that it shares reads with. What a version lacks may be said for ten seconds more. No request sees two changes.
 */

/** As long as what a version lacks is believed. */
const lateMs = 10_000;

type Platform = Awaited<ReturnType<typeof changingPlatform>>;

function check(
  platform: Platform,
  documents: readonly string[],
  expected: ReadonlyMap<string, readonly Answer<unknown>[]>,
) {
  /** When the requests began that are under way. */
  const underWay = new Set<number>();
  const of = (version: string, at: number) => expected.get(version)?.[at] as Answer<unknown>;

  /** Whether the answer is what the version says, apart from what an honest error or a late refusal left open. */
  function isRight(answer: Answer<unknown>, at: number, version: string, before: readonly string[]): boolean {
    const isLate = ({ path, extensions: { code } }: { path?: unknown; extensions: { code: string } }) =>
      code === 'UNSUPPORTED_BY_VERSION' &&
      before.some((earlier) =>
        of(earlier, at).errors?.some((known) => String(known.path) === String(path) && known.extensions.code === code),
      );
    const open = pathsOf(answer, (error) => honest.has(error.extensions.code) || isLate(error));
    const [given, right] = [answer, of(version, at)].map((one) => JSON.stringify(comparable(one, open)));
    return given === right;
  }

  return {
    async read(facade: Facade, at: number): Promise<void> {
      const begun = performance.now();
      // A request may join a read of another one that is under way.
      const from = Math.min(begun, ...underWay);
      underWay.add(begun);
      const answer = await facade.ask(documents[at] ?? '');
      underWay.delete(begun);
      const to = performance.now();
      const live = platform.liveIn(from, to);
      const before = platform.liveIn(from - lateMs, to);
      if (live.some((version) => isRight(answer, at, version, before))) return;
      if (refuses(answer) && before.some((version) => isRight(answer, at, version, []))) return;
      expect({ document: documents[at], live, answer }).toEqual({
        live,
        answer: live.map((version) => of(version, at)),
      });
    },
    /** From now on, all is answered as if the version had been named. */
    async settled(facade: Facade, version: string): Promise<void> {
      const now = performance.now.bind(performance);
      vi.spyOn(performance, 'now').mockImplementation(() => now() + lateMs + 1);
      try {
        for (const document of documents) await facade.ask(document);
        for (const [at, document] of documents.entries()) {
          const answer = await facade.ask(document);
          expect(comparable(answer, []), document).toEqual(comparable(of(version, at), []));
        }
      } finally {
        vi.restoreAllMocks();
      }
    },
  };
}

/** Whether a mutation is answered that the version cannot do it. */
const refuses = ({ data }: Answer<unknown>) => JSON.stringify(data).includes('"UnsupportedFailure"');

const runs = Number(process.env.UPGRADES ?? 4);

/** On the second one of Run:ai, a page is never the whole list, even where it is not asked for. */
const installations = [
  { name: 'runai', users: 40, quirks: [] },
  { name: 'runai', users: 120, quirks: ['runai-clamps-limit'] },
  { name: 'kestra', users: 120, quirks: [] },
] as const;

test.each(installations)('$name with $users users', async ({ name, ...options }) => {
  const platform = await changingPlatform(name, options);
  if (name === 'runai') await platform.expected('2.22', [newGroup]);
  const documents = documentsUnderChange[name];
  const expected = new Map<string, readonly Answer<unknown>[]>();
  for (const version of toldApart[name]) expected.set(version, await platform.expected(version, documents));
  const checks = check(platform, documents, expected);
  const writes = writesUnderChange[name];
  const step = record({
    version: constantFrom<string>(...toldApart[name]),
    afterMs: integer({ min: 0, max: 40 }),
    reads: array(integer({ min: 0, max: documents.length - 1 }), { minLength: 3, maxLength: 6 }),
    writes: array(integer({ min: 0, max: writes.length - 1 }), { maxLength: 2 }),
  });
  try {
    await assert(
      asyncProperty(tuple(step, array(step, { minLength: 2, maxLength: 5 })), async ([first, later]) => {
        platform.changeTo(first.version);
        const facade = await platform.facade();
        const fates: Promise<Fate>[] = [];
        const ask = ({ reads, writes: chosen }: typeof first) => {
          fates.push(...chosen.flatMap((at) => writes[at]?.(facade, platform) ?? []));
          // Where a read shows a fault first, that one is told.
          for (const fate of fates) fate.catch(() => undefined);
          return reads.map((at) => checks.read(facade, at));
        };
        try {
          for (const one of [first, ...later]) {
            const under = ask(one);
            await new Promise((resolve) => setTimeout(resolve, one.afterMs));
            platform.changeTo(one.version);
            await Promise.all([...under, ...ask(one)]);
            await Promise.all(fates);
            // Nor does it change again before the change could be noticed.
            await Promise.all(documents.map((_, at) => checks.read(facade, at)));
          }
          for (const fate of await Promise.all(fates)) expect(fate.is, fate.why).toBe('right');
          await checks.settled(facade, platform.history.at(-1)?.version ?? '');
        } finally {
          await facade.close();
        }
      }),
      { numRuns: runs, endOnFailure: true },
    );
  } finally {
    await platform.close();
  }
});
