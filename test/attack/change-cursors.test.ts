import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestOf } from '../../src/paging/cursor.ts';
import { graphOver } from '../support/facade.ts';
import { runs } from '../support/runs.ts';

/** A cursor as the facade writes it: anybody can compute the digest. */
const forged = (text: string) => Buffer.from(`1:${digestOf(`userChanges\n${text}`)}:${text}`).toString('base64url');

const whole = fc.oneof(
  fc.constantFrom(-1, 0, 1, 2 ** 31, 2 ** 53 - 1, 253_402_300_800_000, 8.64e15),
  fc.nat(),
  fc.constant(Date.now()),
);
const mark = fc.string({ minLength: 8, maxLength: 8, unit: 'grapheme-ascii' });
const sums = { since: whole, known: whole, told: fc.array(mark, { maxLength: 3 }), undated: whole };
const scan = fc.record({ phase: fc.constant('scan'), ...sums, after: fc.record({ offset: whole, id: fc.string() }) });
const part = fc.record({
  ...{ until: whole, from: whole, skip: whole, id: fc.string(), fresh: whole, settled: whole },
  ...{ unmet: fc.array(mark, { maxLength: 3 }), told: fc.array(mark, { maxLength: 3 }) },
});
const changes = fc.record({
  ...{ phase: fc.constant('changes'), ...sums, part: fc.option(part) },
  seen: fc.option(fc.record({ at: whole, readAt: whole })),
});
const text = fc.oneof(
  scan.map((state) => JSON.stringify(state)),
  changes.map((state) => JSON.stringify(state)),
  fc.json(),
  fc.string(),
);

test('a forged cursor of `userChanges` is refused, or is one that the facade could have written', async () => {
  const facade = await graphOver({ users: 20 }, { LOG_LEVEL: 'error' });
  const document = 'query ($since: String) { userChanges(since: $since, first: 5) { hasMore cursor } }';
  await fc.assert(
    fc.asyncProperty(text, async (state) => {
      const explained = { headers: { 'x-explain': '1' } };
      const { errors = [], extensions } = await facade.ask(document, { since: forged(state) }, explained);
      for (const error of errors) expect(error.extensions.code).toBe('BAD_CURSOR');
      const { cost } = extensions as { readonly cost: Record<'asked' | 'actual', number> };
      expect(cost.actual).toBeLessThanOrEqual(cost.asked);
    }),
    { numRuns: runs(150) },
  );
  expect(facade.lines).toEqual([]);
  await facade.close();
});
