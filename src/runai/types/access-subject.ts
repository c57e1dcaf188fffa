/** Who holds a role by an access rule, and where: `AccessSubject` and `Scope`. */

import { free } from '../../cost/field-cost.ts';
import { builder } from '../../graph/builder.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { intact } from '../../rest/contract-breaches.ts';
import { ruleCosts } from '../authorization-costs.ts';
import type { WireOwnRule, WireScopeType, WireSubjectType } from '../wire-authorization.ts';
import { Group, User } from './refs.ts';

export const AccessSubjectType = builder.enumType('AccessSubjectType', {
  description: 'The kind of holder of a role.',
  values: {
    USER: { value: 'user', description: 'A user of Run:ai.' },
    GROUP: { value: 'group', description: 'All members of a group of the identity provider.' },
    SERVICE_ACCOUNT: { value: 'service-account', description: 'An account for programs.' },
    APPLICATION: { value: 'app', description: 'An application, which Run:ai replaced by service accounts.' },
    ALL_AUTHENTICATED_USERS: {
      value: 'all-authenticated-users',
      description: 'Everyone who is signed in. From Run:ai 3.0 on; this graph cannot create rules for them.',
    },
  } satisfies Record<string, { value: WireSubjectType; description: string }>,
});

export const ScopeType = builder.enumType('ScopeType', {
  description: 'The kind of a scope, the widest first.',
  values: {
    SYSTEM: { value: 'system', description: 'The whole installation, with all of its tenants.' },
    TENANT: { value: 'tenant', description: 'A tenant: an organization with its own clusters.' },
    CLUSTER: { value: 'cluster', description: 'A cluster of a tenant.' },
    DEPARTMENT: { value: 'department', description: 'A department of a cluster.' },
    PROJECT: { value: 'project', description: 'A project of a department.' },
  } satisfies Record<string, { value: WireScopeType; description: string }>,
});

export const Scope = builder.objectRef<WireOwnRule>('Scope').implement({
  description: 'A part of Run:ai in which a role applies, with everything below it.',
  fields: (t) => ({
    type: t.field({ ...nullOnError, type: ScopeType, description: 'The kind.', resolve: ({ scopeType }) => scopeType }),
    scopeId: t.exposeID('scopeId', { ...nullOnError, description: 'The id that Run:ai gave the scope.' }),
    name: t.exposeString('scopeName', { ...nullOnError, description: 'The name of the scope.' }),
  }),
});

export const AccessSubject = builder.objectRef<WireOwnRule>('AccessSubject').implement({
  description: 'The holder of a role: a user, a group, a service account or everyone.',
  fields: (t) => ({
    type: t.field({
      ...nullOnError,
      type: AccessSubjectType,
      description: 'The kind of holder.',
      resolve: ({ subjectType }) => subjectType,
    }),
    subjectId: t.exposeID('subjectId', {
      ...nullOnError,
      description:
        'The id under which the rule names the holder: of a user the username, or else the id that Run:ai gave it; of a group its name.',
    }),
    user: t.field({
      type: User,
      nullable: true,
      description:
        'The user who holds the role; null when the holder is no user, or no longer exists. Costs a look-up of each distinct user, or the list of users when that takes fewer calls.',
      extensions: ruleCosts.subject,
      resolve: async ({ subjectType, subjectId }, _, { runai }) => {
        if (intact(subjectType) !== 'user') return null;
        const id = intact(subjectId);
        return (await runai.users.named(id, false)) ?? runai.users.byId.load(id);
      },
    }),
    group: t.field({
      type: Group,
      nullable: true,
      description: 'The group whose members hold the role; null when the holder is no group.',
      extensions: free,
      resolve: ({ subjectType, subjectId }) => (intact(subjectType) === 'group' ? { name: intact(subjectId) } : null),
    }),
  }),
});
