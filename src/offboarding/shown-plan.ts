import type { PersonPart } from './person.ts';
import { callsIn } from './plan.ts';
import type { StepResult } from './run.ts';

/** A plan as the graph shows it, before a run or after it. */
export interface ShownPlan {
  readonly email: string;
  readonly digest: string;
  readonly parts: readonly PersonPart[];
  readonly results: readonly StepResult[];
  /** The REST calls that it took to make the plan. */
  readonly reads: number;
  /** Confirmed steps that the plan does not have any more. */
  readonly previouslyDoneCount: number;
  /** Confirmed steps of platforms that could not be read. */
  readonly untakenStepCount: number;
}

/** The REST calls that the steps make at most. */
export const writesOf = ({ results }: ShownPlan): number => callsIn(results.map(({ step }) => step)).length;
