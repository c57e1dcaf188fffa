import type { GraphQLSchema } from 'graphql';
import { CostLimitError, InvalidInputError, NotFoundError, UnsupportedError } from '../errors.ts';
import type { Context } from '../graph/context.ts';
import { findPerson, type PersonPart } from './person.ts';
import { callsIn, type PlannedStep, planOf } from './plan.ts';
import { type Confirmed, digestOf, readDigest } from './plan-digest.ts';
import { run, unrun } from './run.ts';
import { type ShownPlan, writesOf } from './shown-plan.ts';
import { StalePlanError } from './stale-plan.ts';

/** What `offboardPerson` is asked. */
export interface Asked {
  readonly email: string;
  readonly dryRun?: boolean | null;
  readonly planDigest?: string | null;
}

/** What came of it: a plan, and whether its steps were taken. */
export interface Offboarded {
  readonly plan: ShownPlan;
  readonly isDryRun: boolean;
}

/**
 * Makes the plan by which a person leaves all platforms that can be read, and takes its steps if they are those that a
 * digest confirms.
 * @throws {InvalidInputError} unless exactly one of a dry run and a digest is asked for, and where the person is the caller
 * @throws {NotFoundError} if all platforms can be read and none has anything of the person
 * @throws {ApiError} if no platform can be read
 * @throws {ConflictError} if several accounts of a platform have the name
 * @throws {StalePlanError} if the plan has a step that the digest does not confirm
 * @throws {CostLimitError} if the steps would come to more REST calls than the operation may make; no step is taken then
 */
export async function offboard(asked: Asked, context: Context, schema: GraphQLSchema): Promise<Offboarded> {
  const confirmed = confirmation(asked);
  const { email } = asked;
  const before = context.cost.made;
  const parts = await findPerson(email, context, schema);
  const steps = planOf(parts);
  const reads = context.cost.made - before;
  const isConfirmed = confirmed?.isOf(email) ?? false;
  if (steps.length === 0 && !isConfirmed && parts.every(({ error }) => !error)) {
    throw new NotFoundError(
      'No platform has an account or anything else of this person, or none shows it to the caller.',
    );
  }
  const plan: ShownPlan = {
    ...{ email, parts, reads, digest: digestOf(email, steps), results: unrun(steps) },
    ...{ previouslyDoneCount: 0, untakenStepCount: 0 },
  };
  if (!confirmed) return { plan, isDryRun: true };
  const toDo = callsIn(steps);
  if (!isConfirmed || toDo.some(({ key }) => !confirmed.platforms.has(key))) throw new StalePlanError(plan);
  const { allowed, made } = context.cost;
  if (made + writesOf(plan) > allowed) throw new CostLimitError('REST calls', made + writesOf(plan), allowed);
  const results = await run(steps, taker(parts));
  const digest = asked.planDigest ?? plan.digest;
  const untakenStepCount = confirmedOfUnread(confirmed, parts);
  const previouslyDoneCount = confirmed.platforms.size - toDo.length - untakenStepCount;
  return { plan: { ...plan, results, digest, previouslyDoneCount, untakenStepCount }, isDryRun: false };
}

/** How many of the confirmed steps are of platforms of which nobody knows now whether they still have what was to go. */
function confirmedOfUnread({ platforms }: Confirmed, parts: readonly PersonPart[]): number {
  const read = new Set<string>(parts.flatMap(({ name, error }) => (error ? [] : name)));
  return [...platforms.values()].filter((name) => !read.has(name)).length;
}

/** The steps that the caller confirms; undefined for a dry run. */
function confirmation({ email, dryRun, planDigest }: Asked): Confirmed | undefined {
  if (email.trim() === '') throw refused('email', 'TOO_SHORT', 'may not be empty');
  if (planDigest == null) {
    if (dryRun) return undefined;
    throw refused('planDigest', 'REQUIRED', 'is needed unless "dryRun" is true: that of the plan that a dry run shows');
  }
  if (dryRun) throw refused('planDigest', 'NOT_ALLOWED', 'does not go with "dryRun", which takes no step');
  const confirmed = readDigest(planDigest);
  if (confirmed) return confirmed;
  throw refused('planDigest', 'INVALID_FORMAT', 'must be the "digest" of a plan, unchanged');
}

const refused = (name: string, code: 'TOO_SHORT' | 'REQUIRED' | 'NOT_ALLOWED' | 'INVALID_FORMAT', message: string) =>
  InvalidInputError.of([{ path: [name], code, message }]);

const taker =
  (parts: readonly PersonPart[]) =>
  async ({ platform, removal }: PlannedStep): Promise<void> => {
    if (removal instanceof UnsupportedError) throw removal;
    await parts.find(({ name }) => name === platform.name)?.take(removal);
  };
