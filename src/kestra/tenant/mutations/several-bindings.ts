/** The mutation that gives several roles of a tenant at once. */

import { type CostExtensions, objectOf } from '../../../cost/field-cost.ts';
import { ApiError } from '../../../errors.ts';
import { builder } from '../../../graph/builder.ts';
import {
  type BulkItem,
  bulkItems,
  bulkPayload,
  costOfItems,
  indexOfItem,
  mostItems,
  refuseRepeated,
  resultOfItem,
  settledItems,
} from '../../../graph/bulk.ts';
import { placeIssues } from '../../../graph/input-paths.ts';
import { nullOnError } from '../../../graph/semantic-non-null.ts';
import { KestraBindingHolder } from '../binding.ts';
import { type GivenRoles, keyOfRole } from '../given-roles.ts';
import type { BindingOf } from '../refs.ts';
import type { BindingBody } from '../writes.ts';
import { bodyOf, CreateKestraBindingResult, KestraBindingInput, since } from './bindings.ts';
import { tenantId, tenantIn } from './input.ts';

const CreateKestraBindingsItem = builder
  .objectRef<BulkItem<BindingBody, { binding: BindingOf }>>('CreateKestraBindingsItem')
  .implement({
    description: 'A role for one holder, and the result.',
    fields: (t) => ({
      index: t.exposeInt('index', { description: indexOfItem }),
      roleId: t.id({ description: 'The id that Kestra gave the role.', resolve: ({ item }) => item.roleId }),
      holder: t.field({
        type: KestraBindingHolder,
        description: 'The kind of holder.',
        resolve: ({ item }) => item.type,
      }),
      holderId: t.id({
        description: 'The id that Kestra gave the user, the service account or the group.',
        resolve: ({ item }) => item.externalId,
      }),
      namespace: t.string({
        nullable: true,
        description: 'The namespace in which the role applies; null for the whole tenant.',
        resolve: ({ item }) => item.namespaceId,
      }),
      result: t.field({
        ...nullOnError,
        type: CreateKestraBindingResult,
        description: resultOfItem,
        resolve: ({ result }) => result,
      }),
    }),
  });

const CreateKestraBindingsPayload = bulkPayload(
  'CreateKestraBindingsPayload',
  'The result for each role.',
  CreateKestraBindingsItem,
);

/** One call for all, and where it fails one for each holder, of whom there may be as many as roles. */
const { items } = costOfItems('bindings');
const costOfBindings: CostExtensions = {
  items,
  cost: ({ estimate, args }) => estimate.calls(1 + [objectOf(args.input).bindings].flat().length),
};

builder.mutationFields((t) => ({
  createKestraBindings: t.fieldWithInput({
    ...nullOnError,
    type: CreateKestraBindingsPayload,
    extensions: costOfBindings,
    description: `Gives 1 to ${mostItems} roles of a tenant in one REST call, and returns a result for each in the same order. Kestra does not document whether it gives the others when it refuses one: if it refuses the call, or its answer is lost, one more call for each holder shows which of the roles the holder has then. ${since}`,
    input: {
      tenantId: t.input.id(tenantId),
      bindings: t.input.field({
        type: [KestraBindingInput],
        required: true,
        description: 'The roles to give, each once.',
        validate: bulkItems,
      }),
    },
    resolve: async (_, { input }, { kestra }, info) => {
      const tenant = tenantIn(kestra, input.tenantId);
      const bodies = input.bindings.map((binding, index) => bodyOf(binding, tenant, ['bindings', String(index)]));
      refuseRepeated('bindings', bodies.map(keyOfRole), 'must give each role once');
      const given = await kestra.changeTenant((writes) => writes.createBindings(tenant, bodies));
      for (const error of await errorsOf(given)) placeIssues(error, info, input);
      return settledItems(
        given.map(({ item, result }, index) => ({
          index,
          item,
          result: result.then((binding) => ({ binding: { ...binding, tenantId: tenant } })),
        })),
      );
    },
  }),
}));

/** The errors of roles that were not given, each once: a call that is refused as a whole fails several by the same. */
async function errorsOf(given: GivenRoles): Promise<ReadonlySet<ApiError>> {
  const settled = await Promise.allSettled(given.map(({ result }) => result));
  const reasons = settled.map((one): unknown => (one.status === 'rejected' ? one.reason : undefined));
  return new Set(reasons.filter((reason) => reason instanceof ApiError));
}
