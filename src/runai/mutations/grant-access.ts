/** Mutations that give roles: one role to one holder, or to several in several scopes. */

import { foldCase } from '../../batching/names.ts';
import { type CostExtensions, free, objectOf, settledWrite } from '../../cost/field-cost.ts';
import { ConflictError, InvalidInputError, NotFoundError, UnsupportedError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { type BulkItem, bulkItems, bulkPayload, mostItems, resultOfItem } from '../../graph/bulk.ts';
import type { InputPaths } from '../../graph/input-paths.ts';
import { omitNulls } from '../../graph/omit-nulls.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { intact } from '../../rest/contract-breaches.ts';
import { numberIn } from '../input-ids.ts';
import type { Runai } from '../runai.ts';
import { AccessSubjectInput, namedScope, namedSubject, ScopeInput } from '../types/access-inputs.ts';
import { AccessSubjectType, ScopeType } from '../types/access-subject.ts';
import { AccessRule } from '../types/authorization-refs.ts';
import type { WireAccessRule, WireNewRule, WireNewRules } from '../wire-authorization.ts';
import { outcomeOfBatch, type ReportedItem } from './batch-outcome.ts';

const GrantAccessPayload = builder.objectRef<WireAccessRule>('GrantAccessPayload').implement({
  description: 'The platform gave somebody a role.',
  fields: (t) => ({
    accessRule: t.field({
      type: AccessRule,
      description: 'The new rule.',
      extensions: free,
      resolve: (rule) => rule,
    }),
  }),
});

/** One union for both mutations, so that clients read either result with the same fragment. */
const GrantAccessResult = builder.errorUnion('GrantAccessResult', {
  description: 'The new rule, or the reason why it was not created.',
  types: [GrantAccessPayload, ConflictError, NotFoundError, UnsupportedError],
  resolveType: () => 'GrantAccessPayload',
});

/** A rule of a batch: who is to hold the role where. */
type Grant = Pick<WireNewRule, 'subjectId' | 'subjectType' | 'scopeId' | 'scopeType'>;

const BulkGrantAccessItem = builder.objectRef<BulkItem<Grant, WireAccessRule>>('BulkGrantAccessItem').implement({
  description: 'A role for one holder in one scope, and the result.',
  fields: (t) => ({
    index: t.int({
      description:
        'The position of the item: first those of the first subject in each scope, then those of the second subject.',
      resolve: ({ index }) => index,
    }),
    subjectType: t.field({
      type: AccessSubjectType,
      description: 'The kind of holder.',
      resolve: ({ item }) => item.subjectType,
    }),
    subjectId: t.id({
      description: 'The id under which the rule names the holder.',
      resolve: ({ item }) => item.subjectId,
    }),
    scopeType: t.field({ type: ScopeType, description: 'The kind of scope.', resolve: ({ item }) => item.scopeType }),
    scopeId: t.id({ description: 'The id that Run:ai gave the scope.', resolve: ({ item }) => item.scopeId }),
    result: t.field({
      ...nullOnError,
      type: GrantAccessResult,
      description: resultOfItem,
      resolve: ({ result }) => result,
    }),
  }),
});

const BulkGrantAccessPayload = bulkPayload('BulkGrantAccessPayload', 'The result for each rule.', BulkGrantAccessItem);

const paths: InputPaths = {
  inputNames: { subjectId: 'subject', subjectType: 'subject', scopeId: 'scope', scopeType: 'scope' },
};

type RuleKey = Pick<WireAccessRule, 'subjectId' | 'subjectType' | 'scopeId' | 'scopeType'>;

/** What tells the rules of a batch apart, in any letter case the answer names their holders. */
const keyOf = ({ subjectId, subjectType, scopeId, scopeType }: RuleKey): string =>
  JSON.stringify([subjectType, foldCase(subjectId), scopeType, scopeId]);

/** @throws {InvalidInputError} if a rule is asked for twice, or too many are */
function checked(grants: readonly Grant[]): readonly Grant[] {
  if (grants.length > mostItems) {
    const message = `must come to at most ${mostItems} rules: subjects times scopes`;
    throw InvalidInputError.of([{ path: ['subjects'], code: 'TOO_LONG', message }]);
  }
  if (new Set(grants.map(keyOf)).size === grants.length) return grants;
  const message = 'must name each subject and each scope once';
  throw InvalidInputError.of([{ path: ['subjects'], code: 'NOT_ALLOWED', message }]);
}

async function report(runai: Runai, payload: WireNewRules): Promise<ReportedItem<WireAccessRule>[]> {
  const { succeeded, failed } = await runai.api.authorization.createRules(payload);
  return [
    ...(intact(succeeded) ?? []).map((rule) => ({ key: keyOf(rule), result: rule })),
    ...(intact(failed) ?? []).flatMap(({ payload: item, code }) => (item ? [{ key: keyOf(item), code }] : [])),
  ];
}

const grantsIn: NonNullable<CostExtensions['items']> = ({ args }) => {
  const { subjects, scopes } = objectOf(args.input);
  return [subjects].flat().length * [scopes].flat().length;
};

const clusterId = 'The cluster that the rule is for, by the id that Run:ai gave it; for all when absent.';
const roleId = 'The role, by its `id` or the id that Run:ai gave it.';

builder.mutationFields((t) => ({
  grantAccess: t.fieldWithInput({
    ...nullOnError,
    type: GrantAccessResult,
    description:
      'Gives somebody a role in a scope. Costs one REST call, and another where a user is named by the `id`. From Run:ai 2.24 on.',
    input: {
      subject: t.input.field({ type: AccessSubjectInput, required: true, description: 'The holder of the role.' }),
      roleId: t.input.id({ required: true, description: roleId }),
      scope: t.input.field({ type: ScopeInput, required: true, description: 'Where the role is held.' }),
      clusterId: t.input.id({ description: clusterId }),
    },
    extensions: { ...settledWrite(1), ...paths },
    resolve: (_, { input }, { runai }) =>
      runai.change(async (api) => {
        api.require('rules');
        const role = { roleId: Number(numberIn('RunaiRole', String(input.roleId), ['roleId'])) };
        const subject = await namedSubject(input.subject, runai, ['subject']);
        const cluster = omitNulls({ clusterId: input.clusterId });
        return api.authorization.createRule({ ...subject, ...role, ...namedScope(input.scope), ...cluster });
      }),
  }),
  bulkGrantAccess: t.fieldWithInput({
    ...nullOnError,
    type: BulkGrantAccessPayload,
    description: `Gives several holders a role in several scopes, by one REST call and look-ups of users that are named by the \`id\`. Creates at most ${mostItems} rules, and returns a result for each: one that fails does not stop the others. From Run:ai 2.24 on.`,
    input: {
      subjects: t.input.field({
        type: [AccessSubjectInput],
        required: true,
        description: 'The holders of the role.',
        validate: bulkItems,
      }),
      roleId: t.input.id({ required: true, description: roleId }),
      scopes: t.input.field({
        type: [ScopeInput],
        required: true,
        description: 'The scopes in which each of them gets the role.',
        validate: bulkItems,
      }),
      clusterId: t.input.id({ description: clusterId }),
    },
    extensions: {
      items: grantsIn,
      cost: ({ estimate, args }) => estimate.calls(1 + [objectOf(args.input).subjects].flat().length),
    } satisfies CostExtensions,
    resolve: (_, { input }, { runai }) =>
      runai.change(async (api) => {
        api.require('rules');
        const role = Number(numberIn('RunaiRole', String(input.roleId), ['roleId']));
        const named = input.subjects.map((subject, index) => namedSubject(subject, runai, ['subjects', `${index}`]));
        const subjects = await Promise.all(named);
        const scopes = input.scopes.map(namedScope);
        const grants = checked(subjects.flatMap((subject) => scopes.map((scope) => ({ ...subject, ...scope }))));
        const cluster = omitNulls({ clusterId: input.clusterId });
        return outcomeOfBatch(grants, keyOf, report(runai, { roleId: role, subjects, scopes, ...cluster }));
      }),
  }),
}));
