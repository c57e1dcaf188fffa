import { builder } from '../../graph/builder.ts';
import { itemsNullOnError } from '../../graph/semantic-non-null.ts';
import { told } from '../../rest/contract-breaches.ts';
import type { WireSuggestion } from '../api.ts';
import { KestraAuthMethod, KestraGroup, KestraUser } from './refs.ts';

/** A suggestion, and the tenant it was made in. */
export interface Suggestion extends WireSuggestion {
  readonly tenantId: string;
}

export const KestraUserSuggestion = builder.objectRef<Suggestion>('KestraUserSuggestion').implement({
  description: 'A user as Kestra suggests it within a tenant, to pick one by typing.',
  fields: (t) => ({
    userId: t.exposeID('id', { description: "The platform's own id of the user." }),
    username: t.exposeString('username', {
      nullable: true,
      description: 'The name the user signs in with, which is the e-mail address.',
    }),
    displayName: t.exposeString('displayName', { nullable: true, description: 'The name to show.' }),
    description: t.exposeString('description', { nullable: true, description: 'What is said about the user.' }),
    groups: t.field({
      ...itemsNullOnError,
      type: [KestraGroup],
      description: 'The groups of the tenant that the user is in; null when not known.',
      resolve: ({ id, tenantId, groups }) =>
        told(groups)?.map(async (group) => ({ ...told(group), tenantId, member: told(id) })),
    }),
    authMethods: t.field({
      ...itemsNullOnError,
      type: [KestraAuthMethod],
      description: 'The ways in which the user can sign in; null when not known.',
      resolve: ({ auths }) => auths,
    }),
    user: t.field({
      type: KestraUser,
      nullable: true,
      description: 'The user with all that is known, at the cost of one call.',
      resolve: ({ id }, _, { kestra }) => kestra.users.byId.load(told(id)),
    }),
  }),
});
