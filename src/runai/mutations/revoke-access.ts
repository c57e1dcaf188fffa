/** Mutations that take roles away: by one access rule, or by several at once. */

import { encodeGlobalID } from '@pothos/plugin-relay';
import type { CostExtensions } from '../../cost/field-cost.ts';
import { InvalidInputError, NotFoundError, UnsupportedError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import {
  type BulkItem,
  bulkItems,
  bulkPayload,
  costOfItems,
  indexOfItem,
  mostItems,
  resultOfItem,
} from '../../graph/bulk.ts';
import { parseGlobalId } from '../../graph/global-id.ts';
import type { InputPaths } from '../../graph/input-paths.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { intact } from '../../rest/contract-breaches.ts';
import type { RunaiApi } from '../api.ts';
import { numberIn } from '../input-ids.ts';
import { outcomeOfBatch, type ReportedItem } from './batch-outcome.ts';

/** A rule that is no more, by the id that the platform gave it. */
interface Revoked {
  readonly ruleId: string;
}

/** A rule as the input names it, and its place there. */
interface NamedRule {
  readonly sent: string;
  readonly index: number;
}

const RevokeAccessPayload = builder.objectRef<Revoked>('RevokeAccessPayload').implement({
  description: 'The platform revoked a role.',
  fields: (t) => ({
    deletedId: t.id({
      description: 'The global `id` of the rule, for clients to remove it from their cache.',
      resolve: ({ ruleId }) => encodeGlobalID('AccessRule', ruleId),
    }),
    ruleId: t.exposeID('ruleId', { description: 'The id that Run:ai gave the rule.' }),
  }),
});

/** One union for both mutations, so that clients read either result with the same fragment. */
const RevokeAccessResult = builder.errorUnion('RevokeAccessResult', {
  description: 'The end of the rule, or the reason why it is still in force.',
  types: [RevokeAccessPayload, NotFoundError, UnsupportedError],
  resolveType: () => 'RevokeAccessPayload',
});

const BulkRevokeAccessItem = builder.objectRef<BulkItem<NamedRule, Revoked>>('BulkRevokeAccessItem').implement({
  description: 'A rule to revoke, and the result.',
  fields: (t) => ({
    index: t.exposeInt('index', { description: indexOfItem }),
    ruleId: t.id({
      description: 'The id that Run:ai gave the rule; the value of the input if that is not the id of a rule.',
      resolve: ({ item }) => parseGlobalId(item.sent).id,
    }),
    result: t.field({
      ...nullOnError,
      type: RevokeAccessResult,
      description: resultOfItem,
      resolve: ({ result }) => result,
    }),
  }),
});

const BulkRevokeAccessPayload = bulkPayload(
  'BulkRevokeAccessPayload',
  'The result for each rule.',
  BulkRevokeAccessItem,
);

/** Answers name rules by numbers or by their text. */
async function report(api: RunaiApi, ids: readonly string[]): Promise<ReportedItem<Revoked>[]> {
  const { succeeded, failed } = await api.authorization.deleteRules(ids);
  return [
    ...(intact(succeeded) ?? []).map((id) => ({ key: String(intact(id)), result: { ruleId: String(id) } })),
    ...(intact(failed) ?? []).map(({ id, code }) => ({ key: String(intact(id)), code })),
  ];
}

/** @throws {InvalidInputError} if a rule is named twice */
function eachOnce(ids: readonly string[]): readonly string[] {
  if (new Set(ids).size === ids.length) return ids;
  throw InvalidInputError.of([{ path: ['ruleIds'], code: 'NOT_ALLOWED', message: 'must name each rule once' }]);
}

/** @throws {InvalidInputError} for what is not the id of a rule */
const idOf = ({ sent, index }: NamedRule): string => numberIn('AccessRule', sent, ['ruleIds', String(index)]);

/** What is not the id of a rule is not sent: it fails its own item. */
function idOrNone(rule: NamedRule): string[] {
  try {
    return [idOf(rule)];
  } catch {
    return [];
  }
}

const { items } = costOfItems('ruleIds');

builder.mutationFields((t) => ({
  revokeAccess: t.fieldWithInput({
    ...nullOnError,
    type: RevokeAccessResult,
    description: 'Revokes an access rule, and with it the role that it gives. From Run:ai 2.24 on.',
    input: {
      ruleId: t.input.id({ required: true, description: 'The `id` of the rule, or the id that Run:ai gave it.' }),
    },
    extensions: { inputNames: { accessRuleId: 'ruleId' } } satisfies InputPaths,
    resolve: (_, { input }, { runai }) =>
      runai.change(async (api) => {
        const ruleId = numberIn('AccessRule', String(input.ruleId), ['ruleId']);
        await api.authorization.deleteRule(ruleId);
        return { ruleId };
      }),
  }),
  bulkRevokeAccess: t.fieldWithInput({
    ...nullOnError,
    type: BulkRevokeAccessPayload,
    description: `Revokes 1 to ${mostItems} access rules, and with them the roles that they give, by one REST call, and returns a result for each in the same order: one that fails does not stop the others. From Run:ai 2.24 on.`,
    input: {
      ruleIds: t.input.idList({
        required: true,
        description: 'The `id`s of the rules, or the ids that Run:ai gave them.',
        validate: bulkItems,
      }),
    },
    extensions: { items, cost: ({ estimate }) => estimate.calls(1) } satisfies CostExtensions,
    resolve: (_, { input }, { runai }) =>
      runai.change(async (api) => {
        api.require('rules');
        const items = input.ruleIds.map((sent, index): NamedRule => ({ sent: String(sent), index }));
        const ids = eachOnce(items.flatMap((item) => idOrNone(item)));
        return outcomeOfBatch(items, idOf, ids.length === 0 ? Promise.resolve([]) : report(api, ids));
      }),
  }),
}));
