/** `KestraViewer`: who the caller is on Kestra, and what that lets them do. */

import { builder } from '../../graph/builder.ts';
import { itemsNullOnError, nullOnError } from '../../graph/semantic-non-null.ts';
import { intact } from '../../rest/contract-breaches.ts';
import type { WireViewer } from '../api.ts';
import { costs } from '../costs.ts';
import { KestraTenant, KestraUser } from './refs.ts';

export const KestraViewer = builder.objectRef<WireViewer>('KestraViewer').implement({
  description: 'The caller, as Kestra knows them by their credentials. Needs no super-admin rights.',
  fields: (t) => ({
    userId: t.exposeID('id', { description: 'The id that Kestra gave the caller.' }),
    username: t.string({
      nullable: true,
      description: 'The name that the caller signs in with; null when unknown.',
      resolve: ({ profile }) => intact(profile)?.username,
    }),
    email: t.string({
      nullable: true,
      description: 'The e-mail address of the caller; null when unknown.',
      resolve: ({ profile }) => intact(profile)?.email,
    }),
    firstName: t.string({
      nullable: true,
      description: 'The first name of the caller; null when unknown.',
      resolve: ({ profile }) => intact(profile)?.firstName,
    }),
    lastName: t.string({
      nullable: true,
      description: 'The last name of the caller; null when unknown.',
      resolve: ({ profile }) => intact(profile)?.lastName,
    }),
    isSuperAdmin: t.exposeBoolean('superAdmin', {
      nullable: true,
      description: 'Whether the caller is a super admin, who may do everything in every tenant; null when unknown.',
    }),
    isRestricted: t.exposeBoolean('restricted', {
      nullable: true,
      description: 'Whether the account is restricted, as accounts for demonstrations are; null when unknown.',
    }),
    tenants: t.field({
      ...itemsNullOnError,
      type: [KestraTenant],
      description: 'The tenants that the caller has access to; null when unknown.',
      resolve: ({ tenants }) => tenants,
    }),
    user: t.field({
      type: KestraUser,
      nullable: true,
      description: 'The account of the caller. Costs one REST call, which requires super-admin rights.',
      resolve: ({ id }, _, { kestra }) => kestra.users.byId.load(intact(id)),
    }),
  }),
});

builder.queryField('kestraViewer', (t) =>
  t.field({
    ...nullOnError,
    type: KestraViewer,
    description: 'Who the caller is on Kestra. Costs one REST call for each request. Known from Kestra 1.3 on.',
    extensions: costs.viewer,
    resolve: (_, __, { kestra }) => kestra.viewer(),
  }),
);

builder.objectFields(KestraUser, (t) => {
  const right = (change: string) =>
    t.boolean({
      nullable: true,
      description: `Whether the caller may ${change} the user. Kestra lets super admins do so, and nobody else; null when that is unknown. Costs one REST call for each request. Known from Kestra 1.3 on.`,
      extensions: costs.viewer,
      resolve: async (_, __, { kestra }) => (await kestra.viewer()).superAdmin,
    });
  return { viewerCanUpdate: right('change'), viewerCanDelete: right('delete') };
});
