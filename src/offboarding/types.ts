/** The types by which the graph shows the plan of an offboarding, and what became of it. */

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
    END_SESSIONS: { description: 'Signs the person out. A token that was issued already is valid until it expires.' },
    REVOKE_TOKEN: { description: 'Revokes an API token.' },
    WITHDRAW_SUPER_ADMIN: { description: 'Takes the rights of a super admin away.' },
    REVOKE_ROLE: { description: 'Takes a role away.' },
    LEAVE_GROUP: { description: 'Takes the person out of a group, or out of all groups of a tenant.' },
    REVOKE_TENANT_ACCESS: { description: 'Withdraws the access to a tenant.' },
    WITHDRAW_INVITATION: { description: 'Withdraws an invitation that the person has not accepted yet.' },
    DELETE_ACCOUNT: { description: 'Deletes the account.' },
  } satisfies Record<Action, { description: string }>,
});

const OffboardingStepStatus = builder.enumType('OffboardingStepStatus', {
  description: 'What became of a step of an offboarding.',
  values: {
    PLANNED: { description: 'A run of the plan takes the step. Nothing was changed yet.' },
    DONE: { description: 'The platform confirmed the change.' },
    ALREADY_DONE: { description: 'The platform answered that there was nothing left to remove.' },
    FAILED: { description: 'Nothing was changed. `error` has the reason; the steps after it were tried all the same.' },
    UNKNOWN: {
      description:
        'It is not known whether the change took effect. `error` has the reason; no step after it was taken.',
    },
    NOT_RUN: { description: 'The step was not taken, as the effect of one before it is unknown.' },
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
      description: 'Tells the step from all others. The same step has the same key in every plan.',
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
      description:
        'The REST call of the step: `DELETE /api/v1/users/42`. Null for what the platform cannot do, which makes none.',
      resolve: ({ step }) => step.call,
    }),
    status: t.field({
      type: OffboardingStepStatus,
      description: 'What became of the step.',
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
  description: 'What a platform knows of the person of an offboarding.',
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
        'Whether the platform, its version, or the token tells who the caller is. Where nothing does, nothing keeps callers from deleting their own account there.',
      resolve: ({ isCaller }) => isCaller !== undefined,
    }),
  }),
});

const OffboardingPlan = builder.objectRef<ShownPlan>('OffboardingPlan').implement({
  description: 'How a person leaves all platforms: what is to be removed, in order, at which price.',
  fields: (t) => ({
    digest: t.exposeString('digest', {
      description:
        'Stands for the steps of the plan: send it as `planDigest` to have them taken. After a run, the digest that was sent: sent again, it takes the steps that are left.',
    }),
    accounts: t.field({
      type: [OffboardingAccount],
      description: 'What each platform knows of the person.',
      extensions: free,
      resolve: ({ parts }) => [...parts],
    }),
    steps: t.field({
      type: [OffboardingStep],
      description:
        'The steps of all platforms, in the order in which they are taken: what ends access at once comes first, accounts come last.',
      extensions: free,
      resolve: ({ results }) => [...results],
    }),
    stepCallCount: t.int({
      description: 'The REST calls that the steps make at most: one for each that is not `UNSUPPORTED`.',
      resolve: writesOf,
    }),
    planningCallCount: t.int({
      description: 'The REST calls that it took to make the plan. A run makes the plan anew, and pays for it again.',
      resolve: ({ reads }) => reads,
    }),
    previouslyDoneCount: t.exposeInt('previouslyDoneCount', {
      description:
        'Steps that the digest confirms and that the plan does not have any more: an earlier run took them, or somebody else removed what they were about. 0 in a dry run.',
    }),
  }),
});

/** What `offboardPerson` returns. */
export const OffboardPersonPayload = builder.objectRef<Offboarded>('OffboardPersonPayload').implement({
  description: 'The plan of an offboarding, and after a run what became of its steps.',
  fields: (t) => ({
    isDryRun: t.exposeBoolean('isDryRun', { description: 'Whether the plan was only made, and nothing was changed.' }),
    isComplete: t.boolean({
      description:
        'Whether all steps are done, apart from those that a platform cannot do. Otherwise send the digest again: the steps that are left are taken.',
      resolve: ({ plan, isDryRun }) => !isDryRun && isComplete(plan.results),
    }),
    plan: t.field({
      type: OffboardingPlan,
      description: 'The plan, with what became of each step.',
      extensions: free,
      resolve: ({ plan }) => plan,
    }),
  }),
});

builder.objectType(StalePlanError, {
  name: 'StalePlanFailure',
  description:
    'The plan has a step that its digest does not confirm, because something was added since, or the digest is about somebody else. Nothing was changed.',
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
