import { builder } from '../../graph/builder.ts';
import { itemsNullOnError } from '../../graph/semantic-non-null.ts';
import { intact } from '../../rest/contract-breaches.ts';
import type { WireSuggestion } from '../api.ts';
import { methodFields } from './auth-method.ts';
import { KestraGroupMembership } from './group-membership.ts';
import { KestraGroup, KestraUser } from './refs.ts';

/** A suggestion, and the tenant that it is from. */
export interface Suggestion extends WireSuggestion {
  readonly tenantId: string;
}

export const KestraSuggestedAuthMethod = builder
  .objectRef<NonNullable<WireSuggestion['auths']>[number]>('KestraSuggestedAuthMethod')
  .implement({
    description:
      'A method with which a suggested user can sign in. Suggestions do not contain its id: `user { authMethods }` does.',
    fields: (t) => ({
      type: t.field(methodFields.type),
      typeName: t.exposeString('type', methodFields.typeName),
      name: t.exposeString('name', methodFields.name),
    }),
  });

export const KestraUserSuggestion = builder.objectRef<Suggestion>('KestraUserSuggestion').implement({
  description: 'A user as Kestra suggests it within a tenant, for a field that completes names.',
  fields: (t) => ({
    userId: t.exposeID('id', { description: 'The id that Kestra gave the user.' }),
    username: t.exposeString('username', {
      nullable: true,
      description: 'The name that the user signs in with: the e-mail address. Null when unknown.',
    }),
    displayName: t.exposeString('displayName', {
      nullable: true,
      description: 'The name to display; null when unknown.',
    }),
    description: t.exposeString('description', {
      nullable: true,
      description: 'A description of the user; null when there is none.',
    }),
    groups: t.field({
      ...itemsNullOnError,
      type: [KestraGroup],
      description: 'The groups of the user within the tenant; null when unknown.',
      resolve: groupsOf,
    }),
    groupMemberships: t.field({
      ...itemsNullOnError,
      type: [KestraGroupMembership],
      description:
        'The groups of the user within the tenant, each with the details of the membership; null when unknown.',
      resolve: groupsOf,
    }),
    authMethods: t.field({
      ...itemsNullOnError,
      type: [KestraSuggestedAuthMethod],
      description: 'The methods with which the user can sign in; null when unknown.',
      resolve: ({ auths }) => auths,
    }),
    user: t.field({
      type: KestraUser,
      nullable: true,
      description: 'The user with all details; null when it no longer exists. Costs one REST call for each user.',
      resolve: ({ id }, _, { kestra }) => kestra.users.byId.load(intact(id)),
    }),
  }),
});

function groupsOf({ id, tenantId, groups }: Suggestion) {
  return intact(groups)?.map(async (group) => ({ ...intact(group), tenantId, member: intact(id) }));
}
