import { ApiError } from '../errors.ts';
import type { ShownPlan } from './shown-plan.ts';

/** The plan of today has steps that nobody confirmed. Nothing was changed. */
export class StalePlanError extends ApiError {
  override readonly name = 'StalePlanError';
  override readonly code = 'STALE_PLAN';
  readonly plan: ShownPlan;

  constructor(plan: ShownPlan) {
    super('The plan has steps that its digest does not confirm. Nothing was changed: look at the new plan.');
    this.plan = plan;
  }
}
