/** The types of the graph for the plan of an offboarding, and for the status of its steps. */

import { free } from '../cost/field-cost.ts';
import { builder } from '../graph/builder.ts';
import { Failure } from '../graph/failures.ts';
import type { Offboarded } from './offboard.ts';
import type { Action } from './offboarder.ts';
import type { PersonPart } from './person.ts';
import { isComplete, type Status, type StepResult } from './run.ts';
import { type ShownPlan, writesOf } from './shown-plan.ts';
import { StalePlanError } from './stale-plan.ts';

const OffboardingAction = builder.enumType('OffboardingAction', {
  description: 'What a step of an offboarding does. The steps of a plan are in this order.',
  values: {
    END_SESSIONS: {
      description: 'Signs the person out. Tokens that were already issued stay valid until they expire.',
    },
    REVOKE_TOKEN: { description: 'Revokes an API token.' },
    WITHDRAW_SUPER_ADMIN: { description: 'Withdraws super-admin rights.' },
    REVOKE_ROLE: { description: 'Revokes a role.' },
    LEAVE_GROUP: { description: 'Removes the person from a group, or from all groups of a tenant.' },
    REVOKE_TENANT_ACCESS: { description: 'Withdraws the access to a tenant.' },
    WITHDRAW_INVITATION: { description: 'Withdraws an invitation that the person has not accepted yet.' },
    DELETE_ACCOUNT: { description: 'Deletes the account.' },
  } satisfies Record<Action, { description: string }>,
});

const OffboardingStepStatus = builder.enumType('OffboardingStepStatus', {
  description: 'The status of a step of an offboarding.',
  values: {
    PLANNED: { description: 'A run of the plan will take the step. Nothing was changed yet.' },
    DONE: { description: 'The platform confirmed the change.' },
    ALREADY_DONE: { description: 'The platform answered that there was nothing left to remove.' },
    FAILED: { description: 'Nothing was changed. `error` has the reason; the steps after it were tried all the same.' },
    UNKNOWN: {
      description:
        'It is not known whether the change took effect. `error` has the reason; no step after it was taken.',
    },
    NOT_RUN: { description: 'The step was not taken, because the effect of an earlier one is unknown.' },
    UNSUPPORTED: { description: 'The platform, or its version, cannot do it. `error` has the reason.' },
  } satisfies Record<Status, { description: string }>,
});

const OffboardingStepError = builder.objectRef<{ code: string; message: string }>('OffboardingStepError').implement({
  description: 'The reason why a step of an offboarding is not done.',
  fields: (t) => ({
    code: t.exposeString('code', {
      description: 'The reason, for use by programs: a code that `extensions.code` of an error can have, too.',
    }),
    message: t.exposeString('message', { description: 'The reason in English, for people.' }),
  }),
});

const OffboardingStep = builder.objectRef<StepResult>('OffboardingStep').implement({
  description: 'A step of an offboarding: one REST call, or something that a platform cannot do.',
  fields: (t) => ({
    key: t.string({
      description: 'Identifies the step. The same step has the same key in every plan.',
      resolve: ({ step }) => step.key,
    }),
    platform: t.string({
      description: 'The name of the platform, for people.',
      resolve: ({ step }) => step.platform.title,
    }),
    action: t.field({
      type: OffboardingAction,
      description: 'What the step does.',
      resolve: ({ step }) => step.action,
    }),
    description: t.string({
      description: 'What the step does, in a sentence in English.',
      resolve: ({ step }) => step.description,
    }),
    call: t.string({
      nullable: true,
      description: 'The REST call of the step: `DELETE /api/v1/users/42`. Null when the platform cannot do it.',
      resolve: ({ step }) => step.call,
    }),
    status: t.field({
      type: OffboardingStepStatus,
      description: 'The status of the step.',
      resolve: ({ status }) => status,
    }),
    error: t.field({
      type: OffboardingStepError,
      nullable: true,
      description: 'Why the step is not done; null when it is done, planned, or was not run.',
      // An Error that a resolver returns would be thrown.
      resolve: ({ error }) => error && { code: error.code, message: error.message },
    }),
  }),
});

const OffboardingAccount = builder.objectRef<PersonPart>('OffboardingAccount').implement({
  description: 'What a platform knows about the person to offboard.',
  fields: (t) => ({
    platform: t.exposeString('title', { description: 'The name of the platform, for people.' }),
    userId: t.id({
      nullable: true,
      description: 'The id that the platform gave the account; null when the person has none there.',
      resolve: ({ account }) => account?.userId,
    }),
    username: t.string({
      nullable: true,
      description: 'The name that the person signs in with; null when the person has no account there.',
      resolve: ({ account }) => account?.username,
    }),
    isCallerKnown: t.boolean({
      description:
        'Whether the platform, its version, or the token shows who the caller is. If not, callers can delete their own account there.',
      resolve: ({ isCaller }) => isCaller !== undefined,
    }),
  }),
});

const OffboardingPlan = builder.objectRef<ShownPlan>('OffboardingPlan').implement({
  description:
    'A plan to offboard a person from all platforms: what to remove, in order, and the number of REST calls.',
  fields: (t) => ({
    digest: t.exposeString('digest', {
      description:
        'Identifies the steps of the plan: send it as `planDigest` to take them. After a run, this is the digest that was sent: send it again to take the steps that are left.',
    }),
    accounts: t.field({
      type: [OffboardingAccount],
      description: 'What each platform knows about the person.',
      extensions: free,
      resolve: ({ parts }) => [...parts],
    }),
    steps: t.field({
      type: [OffboardingStep],
      description:
        'The steps on all platforms, in order: those that end access at once come first, accounts come last.',
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
  }),
});

/** What `offboardPerson` returns. */
export const OffboardPersonPayload = builder.objectRef<Offboarded>('OffboardPersonPayload').implement({
  description: 'The plan of an offboarding, and after a run the status of each step.',
  fields: (t) => ({
    isDryRun: t.exposeBoolean('isDryRun', { description: 'Whether the plan was only made, and nothing was changed.' }),
    isComplete: t.boolean({
      description:
        'Whether all steps are done, apart from those that a platform cannot do. Otherwise send the digest again to take the steps that are left.',
      resolve: ({ plan, isDryRun }) => !isDryRun && isComplete(plan.results),
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
