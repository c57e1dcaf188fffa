import { assert, asyncProperty } from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attacks, batchOf, drawnAttacks } from '../support/attacks.ts';
import { runs } from '../support/runs.ts';
import { type Attack, probedFacade, type Result } from '../support/worst.ts';

/** What any one request may take, on this machine. */
const most = { blockedMs: 200, bytes: 100_000_000, answered: 20_000_000 };

let facade: Awaited<ReturnType<typeof probedFacade>>;
const results: Result[] = [];
beforeAll(async () => {
  facade = await probedFacade();
  // What is loaded, compiled and kept from then on is not the first attack's doing.
  for (const attack of attacks.slice(0, 5)) await facade.run(attack);
});
afterAll(async () => {
  await facade.close();
  console.info(`The ten worst of ${results.length} requests:\n${worst(10).map(line).join('\n')}`);
});

const share = ({ blockedMs, bytes, answered }: Result) =>
  Math.max(blockedMs / most.blockedMs, bytes / most.bytes, answered / most.answered);
const worst = (count: number) => results.toSorted((a, b) => share(b) - share(a)).slice(0, count);
const line = ({ name, blockedMs, bytes, answered }: Result) =>
  `${blockedMs.toFixed(0).padStart(5)} ms ${(bytes / 1e6).toFixed(0).padStart(4)} MB, answers ${(answered / 1e6).toFixed(1).padStart(5)} MB  ${name}`;

/** Sends it again where it took too much: what a collection of others' garbage took is not its own. */
async function within(attack: Attack): Promise<void> {
  let least = await facade.run(attack);
  for (let time = 0; time < 2 && share(least) > 1; time++) {
    const again = await facade.run(attack);
    if (share(again) < share(least)) least = again;
  }
  results.push(least);
  const { text, status } = least;
  expect(least, `${attack.name}, ${JSON.stringify(attack.body)?.slice(0, 500)}`).toSatisfy(
    (result: Result) => share(result) <= 1,
  );
  expect(status, text.slice(0, 200)).toBeLessThan(500);
  expect(text.slice(0, 1000)).not.toContain('INTERNAL_SERVER_ERROR');
}

describe('no request blocks others for 200 ms, takes 100 MB or answers 20 MB', () => {
  test.each(attacks)('$name', within);

  test('the worst of them, in batches', async () => {
    const names = new Set(worst(8).map(({ name }) => name));
    for (const attack of attacks) {
      const batch = names.has(attack.name) && batchOf(attack);
      if (batch) await within(batch);
    }
  });

  test(`${runs(10)} drawn ones`, async () => {
    await assert(asyncProperty(drawnAttacks, within), { numRuns: runs(10), endOnFailure: true });
  });
});
