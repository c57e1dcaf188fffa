/** `Viewer.revocableRules`: which access rules the caller could revoke, as Run:ai tells it without revoking one. */

import { BadResponseError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { bulkItems, mostItems } from '../../graph/bulk.ts';
import { FailureCode } from '../../graph/failures.ts';
import { itemsNullOnError } from '../../graph/semantic-non-null.ts';
import { intact } from '../../rest/contract-breaches.ts';
import { ruleCosts } from '../authorization-costs.ts';
import { numberIn } from '../input-ids.ts';
import { failureOfItem } from '../mutations/batch-outcome.ts';
import { Viewer } from './viewer.ts';

/** What Run:ai says of a rule; without a failure, it could be revoked. */
interface Revocability {
  readonly ruleId: string;
  readonly failure?: ReturnType<typeof failureOfItem>;
}

const RevocableRule = builder.objectRef<Revocability>('RevocableRule').implement({
  description: 'Whether the caller could revoke an access rule.',
  fields: (t) => ({
    ruleId: t.exposeID('ruleId', { description: 'The id that Run:ai gave the rule.' }),
    isRevocable: t.boolean({
      description: 'Whether Run:ai would take the role away.',
      resolve: ({ failure }) => failure === undefined,
    }),
    code: t.field({
      type: FailureCode,
      nullable: true,
      description: 'Why Run:ai would not, for use by programs; null when it would.',
      resolve: ({ failure }) => failure?.code as typeof FailureCode.$inferType | undefined,
    }),
    message: t.string({
      nullable: true,
      description: 'Why Run:ai would not, in English; null when it would.',
      resolve: ({ failure }) => failure?.message,
    }),
  }),
});

builder.objectField(Viewer, 'revocableRules', (t) =>
  t.field({
    ...itemsNullOnError,
    type: [RevocableRule],
    description: `Which of 1 to ${mostItems} access rules the caller could revoke by \`bulkRevokeAccess\`, in the same order: Run:ai checks it and changes nothing. Costs one REST call. From Run:ai 2.24 on; null with \`UNSUPPORTED_BY_VERSION\` before.`,
    args: {
      ruleIds: t.arg.idList({
        required: true,
        description: 'The `id`s of the rules, or the ids that Run:ai gave them.',
        validate: bulkItems,
      }),
    },
    extensions: ruleCosts.once,
    resolve: async (_, { ruleIds }, { runai }) => {
      runai.api.require('rules');
      const ids = ruleIds.map((id, index) => numberIn('AccessRule', String(id), ['ruleIds', String(index)]));
      const { succeeded, failed } = await runai.api.authorization.checkDeletion([...new Set(ids)]);
      const revocable = new Set((intact(succeeded) ?? []).map((id) => String(intact(id))));
      const codes = new Map((intact(failed) ?? []).map(({ id, code }) => [String(intact(id)), intact(code)]));
      return ids.map(async (ruleId): Promise<Revocability> => {
        const failure = codes.has(ruleId) ? failureOfItem(codes.get(ruleId)) : undefined;
        if (revocable.has(ruleId) !== codes.has(ruleId) && (failure || revocable.has(ruleId))) {
          return { ruleId, ...(failure && { failure }) };
        }
        throw new BadResponseError('Run:ai does not say whether this rule can be revoked.');
      });
    },
  }),
);
