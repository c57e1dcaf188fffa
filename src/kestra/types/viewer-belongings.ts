/** What belongs to the caller: API tokens, and invitations to tenants. */

import { callsEach } from '../../cost/field-cost.ts';
import { BadResponseError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { pageArgs } from '../../graph/page-cursors.ts';
import { itemsNullOnError } from '../../graph/semantic-non-null.ts';
import { intact } from '../../rest/contract-breaches.ts';
import { KestraInvitation } from '../tenant/refs.ts';
import { checkedTenant } from '../tenant.ts';
import { TokenConnection, tokenConnection } from './api-token.ts';
import { KestraApiToken } from './refs.ts';
import { KestraViewer } from './viewer.ts';

builder.objectFields(KestraViewer, (t) => ({
  apiTokens: t.connection(
    {
      type: KestraApiToken,
      nullable: true,
      description:
        "The caller's own API tokens, without their secrets. Needs no super-admin rights. Costs one REST call.",
      args: pageArgs,
      extensions: callsEach(1),
      resolve: ({ id }, args, context, info) =>
        tokenConnection({ userId: intact(id), isCaller: true }, args, context, info),
    },
    TokenConnection,
  ),
  invitations: t.field({
    ...itemsNullOnError,
    type: [KestraInvitation],
    description:
      "The caller's invitations to tenants, including accepted and expired ones. They do not contain roles and groups, which are null. Needs no super-admin rights. Costs one REST call.",
    extensions: callsEach(1),
    resolve: async (_, __, { kestra }) => {
      const invitations = await kestra.own.invitations();
      return invitations
        .filter((invitation) => intact(invitation).deleted !== true)
        .map(async ({ id, tenantId, ...invitation }) => {
          if (id === undefined || tenantId === undefined) {
            throw new BadResponseError('Kestra sent an invitation without its id or its tenant.');
          }
          return { ...invitation, id: intact(id), tenantId: checkedTenant(intact(tenantId)) };
        });
    },
  }),
}));
