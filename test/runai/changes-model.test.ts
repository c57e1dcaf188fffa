import { type Arbitrary, array, assert, asyncProperty, constant, integer, oneof, record, sample } from 'fast-check';
import { expect, test } from 'vitest';
import { settlingMs } from '../../src/runai/changes/user-changes.ts';
import { ChangingUsers, type Dates, type Step } from '../support/changing-users.ts';
import { runs } from '../support/runs.ts';

const lateMs = oneof(
  { weight: 3, arbitrary: constant(0) },
  { weight: 1, arbitrary: integer({ min: 0, max: settlingMs - 1000 }) },
);
const which = integer({ min: 0, max: 10_000 });
const create = (dates: Dates) => record({ do: constant('create' as const), lateMs, dates: constant(dates) });
/** Something, and how often it happens beside the others. */
const times = (weight: number, arbitrary: Arbitrary<Step>) => ({ weight, arbitrary });
const usual = oneof(
  times(6, create('both')),
  times(8, record({ do: constant('change' as const), which, lateMs })),
  times(3, record({ do: constant('delete' as const), which, lateMs })),
  times(4, record({ do: constant('wait' as const), ms: integer({ min: 1, max: 15_000 }) })),
  times(2, constant({ do: 'copy' })),
  times(4, constant({ do: 'part' })),
);

const odd = oneof(times(24, usual), times(1, create('created')), times(1, create('changed')), times(1, create('none')));
/** A clock that was wrong gave times that are yet to come. */
const ahead = constant(-86_400_000);
const aheadOfTime = oneof(
  times(24, usual),
  times(1, record({ do: constant('create' as const), lateMs: ahead, dates: constant('both' as const) })),
  times(1, record({ do: constant('change' as const), which, lateMs: ahead })),
);

/** @param cost the most calls of a whole copy that answers with so many users */
async function follow(history: readonly Step[], platform: ChangingUsers, cost: (answered: number) => number) {
  for (const step of [...history, { do: 'copy' } as const]) {
    const copied = await platform.take(step);
    if (!copied) continue;
    expect(new Map(platform.copy), 'the copy').toEqual(new Map(platform.users));
    if (!copied.mayScan) expect(copied.calls).toBeLessThanOrEqual(cost(copied.answered));
  }
}

const sizes = integer({ min: 1, max: 6 });

test('a copy is what the platform has after any history, whatever shows late or is written meanwhile', async () => {
  const histories = array(usual, { maxLength: 80, size: 'max' });
  const kept = asyncProperty(histories, sizes, (history, size) =>
    follow(history, new ChangingUsers(size, 500), () => Infinity),
  );
  await assert(kept, { numRuns: runs(150) });
});

test('so it is where times are not told of some users from the beginning', async () => {
  const histories = array(odd, { maxLength: 80, size: 'max' });
  const first: Step = { do: 'create', lateMs: 0, dates: 'none' };
  const kept = asyncProperty(histories, sizes, (history, size) =>
    follow([first, ...history], new ChangingUsers(size, 500), () => Infinity),
  );
  await assert(kept, { numRuns: runs(150) });
});

test('so it is where some users have times that are yet to come', async () => {
  const histories = array(aheadOfTime, { maxLength: 80, size: 'max' });
  const kept = asyncProperty(histories, sizes, (history, size) =>
    follow(history, new ChangingUsers(size, 500), () => Infinity),
  );
  await assert(kept, { numRuns: runs(100) });
});

test(`a copy is what the platform has after ${runs(2500)} steps, for a call a part and one more`, async () => {
  const history = sample(usual, { numRuns: runs(2500), seed: Number(process.env.FC_SEED) });
  // The last user of a full part comes again, as others may have been changed at the same time.
  await follow(history, new ChangingUsers(100, 1), (answered) => answered / 99 + 2);
});
