import { ApiError, ConflictError, NotFoundError, UnsupportedError } from '../errors.ts';
import type { PlannedStep } from './plan.ts';

/** The status of a step. */
export type Status = 'PLANNED' | 'DONE' | 'ALREADY_DONE' | 'FAILED' | 'UNKNOWN' | 'NOT_RUN' | 'UNSUPPORTED';

/** A step, and its status. */
export interface StepResult {
  readonly step: PlannedStep;
  readonly status: Status;
  /** Why it is not done. */
  readonly error?: ApiError;
}

/** The steps before a run. */
export const unrun = (steps: readonly PlannedStep[]): readonly StepResult[] =>
  steps.map((step) => asUnsupported(step) ?? { step, status: 'PLANNED' });

/**
 * Takes the steps, each at most once: those of a platform one after the other, and those of all platforms at the same time,
 * so that none waits for a platform that does not answer. One that fails does not stop the others, as each ends some access
 * by itself. One whose effect is unknown stops those of its platform: what it is like then must be looked at first.
 * @param take makes the call of a step
 * @returns the results in the order of the steps
 */
export async function run(
  steps: readonly PlannedStep[],
  take: (step: PlannedStep) => Promise<void>,
): Promise<readonly StepResult[]> {
  const byPlatform = Map.groupBy(steps, ({ platform }) => platform.name);
  const results = (await Promise.all([...byPlatform.values()].map((ofOne) => runOne(ofOne, take)))).flat();
  return results.toSorted((a, b) => steps.indexOf(a.step) - steps.indexOf(b.step));
}

async function runOne(
  steps: readonly PlannedStep[],
  take: (step: PlannedStep) => Promise<void>,
): Promise<readonly StepResult[]> {
  const results: StepResult[] = [];
  let isOpen = false;
  for (const step of steps) {
    const result: StepResult =
      asUnsupported(step) ?? (isOpen ? { step, status: 'NOT_RUN' } : await resultOf(step, take(step)));
    isOpen ||= result.status === 'UNKNOWN';
    results.push(result);
  }
  return results;
}

/** Whether nothing is left to do that the platforms can do. */
export const isComplete = (results: readonly StepResult[]): boolean =>
  results.every(({ status }) => status === 'DONE' || status === 'ALREADY_DONE' || status === 'UNSUPPORTED');

async function resultOf(step: PlannedStep, taken: Promise<void>): Promise<StepResult> {
  try {
    await taken;
    return { step, status: 'DONE' };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (isGone(error, step)) return { step, status: 'ALREADY_DONE' };
    return { step, status: error.outcome === 'UNKNOWN' ? 'UNKNOWN' : 'FAILED', error };
  }
}

/** Whether the platform answers that there is nothing to remove. */
function isGone(error: ApiError, { removal }: PlannedStep): boolean {
  if (error instanceof NotFoundError) return true;
  return error instanceof ConflictError && !(removal instanceof UnsupportedError) && removal.conflictSaysGone === true;
}

function asUnsupported(step: PlannedStep): StepResult | undefined {
  const { removal } = step;
  return removal instanceof UnsupportedError ? { step, status: 'UNSUPPORTED', error: removal } : undefined;
}
