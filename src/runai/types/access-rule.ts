/** `AccessRule`: who holds which role in which scope. */

import { free } from '../../cost/field-cost.ts';
import { builder } from '../../graph/builder.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { intact } from '../../rest/contract-breaches.ts';
import { ruleCosts, ruleLookupCosts } from '../authorization-costs.ts';
import type { WireAccessRule, WireOwnRule, WireRulePhase } from '../wire-authorization.ts';
import { AccessSubject, Scope } from './access-subject.ts';
import { AccessRule, type KnownRole, RunaiRole } from './authorization-refs.ts';
import { needsNamesOnly } from './names-only.ts';
import { User } from './refs.ts';

export const AccessRulePhase = builder.enumType('AccessRulePhase', {
  description: 'The progress of an access rule in its clusters.',
  values: {
    CREATING: { value: 'Creating', description: 'It is on its way to the clusters.' },
    READY: { value: 'Ready', description: 'It is in effect.' },
    NOT_READY: { value: 'NotReady', description: 'It is not in effect in some cluster.' },
    DELETING: { value: 'Deleting', description: 'It is being removed from the clusters.' },
  } satisfies Record<string, { value: WireRulePhase; description: string }>,
});

const AccessRuleStatus = builder.objectRef<NonNullable<WireAccessRule['status']>>('AccessRuleStatus').implement({
  description: 'The progress of an access rule in its clusters.',
  fields: (t) => ({
    phase: t.field({
      type: AccessRulePhase,
      nullable: true,
      description: 'The state in short; null when unknown.',
      resolve: ({ phase }) => phase,
    }),
    message: t.exposeString('message', {
      nullable: true,
      description: 'The state in words; null when there are none.',
    }),
    details: t.exposeString('details', {
      nullable: true,
      description: 'More details of the state; null when there are none.',
    }),
  }),
});

/** What a rule tells of its role. */
export const roleOf = ({ roleId, roleName }: WireOwnRule): KnownRole => ({ id: intact(roleId), name: roleName });

builder.node(AccessRule, {
  description:
    'A rule that gives a user, a group or another holder a role in a scope. Run:ai has access rules from 2.24 on, and no way to change one: it is revoked, and another granted.',
  extensions: ruleLookupCosts.accessRule,
  id: { resolve: ({ id }) => String(intact(id)) },
  loadOne: (id, { runai }) => runai.accessRules.byId.load(id),
  fields: (t) => ({
    ruleId: t.id({ description: 'The id that Run:ai gave the rule.', resolve: ({ id }) => String(intact(id)) }),
    subject: t.field({ type: AccessSubject, description: 'The holder of the role.', resolve: (rule) => rule }),
    role: t.field({
      ...nullOnError,
      type: RunaiRole,
      description:
        'The role that is held. Its name comes with the rule; other fields of it cost a REST call for one role, or the list of roles for several.',
      extensions: free,
      resolve: roleOf,
    }),
    scope: t.field({ type: Scope, description: 'Where the role is held.', resolve: (rule) => rule }),
    scopePath: t.string({
      nullable: true,
      description:
        'The names of the scopes above the scope and its own, with slashes between; null when unknown. Costs one REST call for each rule.',
      extensions: ruleCosts.scopePath,
      resolve: async ({ id, scopePath }, _, { runai }) =>
        scopePath ?? (await runai.accessRules.byId.load(String(intact(id))))?.scopePath,
    }),
    clusterId: t.exposeID('clusterId', {
      nullable: true,
      description: 'The id of the cluster that the rule is for; null when it is for none in particular.',
    }),
    tenantId: t.id({
      ...nullOnError,
      description: 'The id of the tenant.',
      resolve: ({ tenantId }) => String(intact(tenantId)),
    }),
    createdAt: t.field({
      ...nullOnError,
      type: 'DateTime',
      description: 'The time when the role was granted.',
      resolve: ({ createdAt }) => createdAt,
    }),
    updatedAt: t.field({
      ...nullOnError,
      type: 'DateTime',
      description: 'The time when the rule was last changed: when it was granted, or revoked.',
      resolve: ({ updatedAt }) => updatedAt,
    }),
    deletedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The time when the role was revoked; null while the rule is in force.',
      resolve: ({ deletedAt }) => deletedAt,
    }),
    createdBy: t.exposeString('createdBy', {
      ...nullOnError,
      description: 'The username of the user who granted the role.',
    }),
    creator: t.field({
      type: User,
      nullable: true,
      description:
        'The user who granted the role; null when it was no user, or one that no longer exists. Costs a search for each distinct creator, or the list of users when that takes fewer calls.',
      extensions: ruleCosts.creator,
      resolve: ({ createdBy }, _, { runai }, info) => runai.users.named(intact(createdBy), needsNamesOnly(runai, info)),
    }),
    status: t.field({
      type: AccessRuleStatus,
      nullable: true,
      description: 'The progress of the rule in its clusters; null when unknown.',
      resolve: ({ status }) => status,
    }),
  }),
});
