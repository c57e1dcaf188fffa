/** The types of the graph for a step of an offboarding, and for what keeps it from being done. */

import type { ApiError } from '../errors.ts';
import { builder } from '../graph/builder.ts';
import type { Action } from './offboarder.ts';
import type { Status, StepResult } from './run.ts';

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
        'It is not known whether the change took effect. `error` has the reason; no step after it was taken on the same platform.',
    },
    NOT_RUN: {
      description: 'The step was not taken, because the effect of an earlier one on the same platform is unknown.',
    },
    UNSUPPORTED: { description: 'The platform, or its version, cannot do it. `error` has the reason.' },
  } satisfies Record<Status, { description: string }>,
});

/** Why something of an offboarding is not done or not known. */
export const OffboardingError = builder.objectRef<{ code: string; message: string }>('OffboardingError').implement({
  description: 'The reason why a step of an offboarding is not done, or why a platform could not be read.',
  fields: (t) => ({
    code: t.exposeString('code', {
      description: 'The reason, for use by programs: a code that `extensions.code` of an error can have, too.',
    }),
    message: t.exposeString('message', { description: 'The reason in English, for people.' }),
  }),
});

/** What the graph shows of an error. An Error that a resolver returns would be thrown. */
export const shown = (error: ApiError | undefined) => error && { code: error.code, message: error.message };

/** A step, and its status. */
export const OffboardingStep = builder.objectRef<StepResult>('OffboardingStep').implement({
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
      type: OffboardingError,
      nullable: true,
      description: 'Why the step is not done; null when it is done, planned, or was not run.',
      resolve: ({ error }) => shown(error),
    }),
  }),
});
