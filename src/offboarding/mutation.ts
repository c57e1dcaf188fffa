/** The mutation by which a person leaves all platforms. */

import { type CostExtensions, objectOf } from '../cost/field-cost.ts';
import { ConflictError, NotFoundError } from '../errors.ts';
import { builder } from '../graph/builder.ts';
import { nullOnError } from '../graph/semantic-non-null.ts';
import { offboard } from './offboard.ts';
import { offboardersOf } from './person.ts';
import { callsOfDigest } from './plan-digest.ts';
import { StalePlanError } from './stale-plan.ts';
import { OffboardPersonPayload } from './types.ts';

/** The steps that a plan is taken to have before it is known. */
const assumedSteps = 20;

/** What it takes to make the plan, and the steps that the digest confirms. */
const costOfPlan: CostExtensions = {
  cost(field) {
    const { dryRun, planDigest } = objectOf(field.args.input);
    for (const { cost } of offboardersOf(field.schema)) cost(field);
    field.estimate.calls(dryRun === true ? 0 : (callsOfDigest(planDigest) ?? assumedSteps));
  },
};

builder.mutationField('offboardPerson', (t) =>
  t.fieldWithInput({
    ...nullOnError,
    type: OffboardPersonPayload,
    errors: { types: [NotFoundError, ConflictError, StalePlanError] },
    description:
      'Removes everything that a person has on all platforms: sessions, API tokens, roles, groups, access to tenants, invitations, and at last the accounts. With `dryRun` it returns the plan and changes nothing. With the `digest` of that plan it takes exactly these steps, one after the other on each platform, and returns the status of each; if the plan has another step by then, it takes none. After a failure, send the same digest again to take the steps that are left. If a platform cannot be read, the plan is for the others, and says so in `accounts`; only if none can, there is no plan. `CONFLICT` if several accounts of a platform have the name, in upper and lower case; `BAD_USER_INPUT` if the person is the caller.',
    input: {
      email: t.input.string({
        required: true,
        description:
          'The e-mail address of the person, which is the username on the platforms; letter case does not matter.',
      }),
      dryRun: t.input.boolean({
        description: 'True shows the plan and changes nothing. Otherwise `planDigest` is required.',
      }),
      planDigest: t.input.string({
        description: 'The `digest` of the plan to carry out.',
      }),
    },
    extensions: costOfPlan,
    resolve: (_, { input }, context, info) => offboard(input, context, info.schema),
  }),
);
