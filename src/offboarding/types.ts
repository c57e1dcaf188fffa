/** The types of the graph for the plan of an offboarding, and for what came of it. */

import { free } from '../cost/field-cost.ts';
import { builder } from '../graph/builder.ts';
import { Failure } from '../graph/failures.ts';
import type { Offboarded } from './offboard.ts';
import type { PersonPart } from './person.ts';
import { isComplete } from './run.ts';
import { type ShownPlan, writesOf } from './shown-plan.ts';
import { StalePlanError } from './stale-plan.ts';
import { OffboardingError, OffboardingStep, shown } from './step-types.ts';

const OffboardingAccount = builder.objectRef<PersonPart>('OffboardingAccount').implement({
  description: 'What a platform knows about the person to offboard.',
  fields: (t) => ({
    platform: t.exposeString('title', { description: 'The name of the platform, for people.' }),
    userId: t.id({
      nullable: true,
      description: 'The id that the platform gave the account; null when the person has none there, or with `error`.',
      resolve: ({ account }) => account?.userId,
    }),
    username: t.string({
      nullable: true,
      description:
        'The name that the person signs in with; null when the person has no account there, or with `error`.',
      resolve: ({ account }) => account?.username,
    }),
    isCallerKnown: t.boolean({
      description:
        'Whether the platform, its version, or the token shows who the caller is. If not, callers can delete their own account there.',
      resolve: ({ isCaller }) => isCaller !== undefined,
    }),
    error: t.field({
      type: OffboardingError,
      nullable: true,
      description:
        'Why the platform could not be read, such as an outage or missing credentials: whether the person has an account or anything else there is not known, and the plan has no steps for it. Null when it was read.',
      resolve: ({ error }) => shown(error),
    }),
  }),
});

const OffboardingPlan = builder.objectRef<ShownPlan>('OffboardingPlan').implement({
  description:
    'A plan to offboard a person from all platforms that could be read: what to remove, in order, and the number of REST calls.',
  fields: (t) => ({
    digest: t.exposeString('digest', {
      description:
        'Identifies the steps of the plan: send it as `planDigest` to take them. After a run, this is the digest that was sent: send it again to take the steps that are left.',
    }),
    accounts: t.field({
      type: [OffboardingAccount],
      description: 'What each platform knows about the person, or why it could not be read.',
      extensions: free,
      resolve: ({ parts }) => [...parts],
    }),
    steps: t.field({
      type: [OffboardingStep],
      description:
        'The steps on all platforms that could be read, in order: those that end access at once come first, accounts come last.',
      extensions: free,
      resolve: ({ results }) => [...results],
    }),
    stepCallCount: t.int({
      description: 'The highest number of REST calls that the steps make: one for each step that is not `UNSUPPORTED`.',
      resolve: writesOf,
    }),
    planningCallCount: t.int({
      description:
        'The number of REST calls that it took to make the plan. A run makes the plan again, and these calls too.',
      resolve: ({ reads }) => reads,
    }),
    previouslyDoneCount: t.exposeInt('previouslyDoneCount', {
      description:
        'The number of steps that the digest confirms and the plan no longer has: an earlier run took them, or somebody else removed the objects. 0 in a dry run.',
    }),
    untakenStepCount: t.exposeInt('untakenStepCount', {
      description:
        'The number of steps that the digest confirms on platforms that could not be read: this run did not take them, and whether they are still needed is not known. 0 in a dry run.',
    }),
  }),
});

/** What `offboardPerson` returns. */
export const OffboardPersonPayload = builder.objectRef<Offboarded>('OffboardPersonPayload').implement({
  description: 'The plan of an offboarding, and after a run the status of each step.',
  fields: (t) => ({
    isDryRun: t.exposeBoolean('isDryRun', { description: 'Whether the plan was only made, and nothing was changed.' }),
    isComplete: t.boolean({
      description:
        'Whether all platforms could be read and all steps are done, apart from those that a platform cannot do. Otherwise send the digest again to take the steps that are left.',
      resolve: ({ plan: { results, parts }, isDryRun }) =>
        !isDryRun && isComplete(results) && parts.every(({ error }) => !error),
    }),
    plan: t.field({
      type: OffboardingPlan,
      description: 'The plan, with the status of each step.',
      extensions: free,
      resolve: ({ plan }) => plan,
    }),
  }),
});

builder.objectType(StalePlanError, {
  name: 'StalePlanFailure',
  description:
    'The plan has a step that its digest does not confirm, because something was added since, or the digest is for another person. Nothing was changed.',
  interfaces: [Failure],
  fields: (t) => ({
    plan: t.field({
      type: OffboardingPlan,
      description: 'The plan as it is now, with its digest.',
      extensions: free,
      resolve: ({ plan }) => plan,
    }),
  }),
});
