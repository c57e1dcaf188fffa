/** What a tenant tells of its bindings, invitations and service accounts. */

import { builder } from '../../graph/builder.ts';
import { connection } from '../../graph/connection.ts';
import { parseGlobalId } from '../../graph/global-id.ts';
import { omitNulls } from '../../graph/omit-nulls.ts';
import { pageArgs } from '../../graph/page-cursors.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { memberIdIn, ownIdIn } from '../input-ids.ts';
import { KestraServiceAccount, KestraTenant } from '../types/refs.ts';
import { KestraBindingHolder } from './binding.ts';
import { tenantCosts } from './costs.ts';
import { own, searchByName, since } from './descriptions.ts';
import { KestraInvitationStatus } from './invitation.ts';
import { KestraBindingOrder, KestraInvitationOrder, sortOf } from './orders.ts';
import { KestraBinding, KestraInvitation } from './refs.ts';

export const ServiceAccountConnection = builder.connectionObject(
  { type: KestraServiceAccount, name: 'KestraServiceAccountConnection' },
  { name: 'KestraServiceAccountEdge' },
);

builder.objectFields(KestraTenant, (t) => ({
  bindings: t.connection(
    {
      ...nullOnError,
      type: KestraBinding,
      description: `Who was given which role in the tenant, in the order of the platform unless \`orderBy\` is given. ${own} ${since}`,
      args: {
        ...pageArgs,
        orderBy: t.arg({ type: KestraBindingOrder, description: 'The order of the list.' }),
        holder: t.arg({ type: KestraBindingHolder, description: 'Whether users or groups hold the role.' }),
        holderId: t.arg.id({
          description:
            'Who holds the role: the `id` or the `userId` of a user or of a member of the tenant, the `id` of a service account, or the `id` or the `groupId` of a group.',
        }),
        namespace: t.arg.string({ description: 'The namespace in which the role applies.' }),
      },
      extensions: tenantCosts.list,
      resolve: ({ id }, { holder: type, holderId: sent, namespace, orderBy, ...args }, context, info) => {
        const holderId = sent == null ? null : holderIdIn(sent, id);
        const list = context.kestra.directory.bindingsOf(
          id,
          omitNulls({ type, holderId, namespace, sort: sortOf(orderBy) }),
        );
        return connection(list, args, context, info);
      },
    },
    { name: 'KestraBindingConnection' },
    { name: 'KestraBindingEdge' },
  ),
  invitations: t.connection(
    {
      ...nullOnError,
      type: KestraInvitation,
      description: `The invitations to the tenant, in the order of their e-mail addresses unless \`orderBy\` is given. ${own} ${since}`,
      args: {
        ...pageArgs,
        email: t.arg.string({ description: 'The e-mail address of the invited person.' }),
        orderBy: t.arg({ type: KestraInvitationOrder, description: 'The order of the list.' }),
        status: t.arg({ type: KestraInvitationStatus, description: 'The status of the invitation.' }),
      },
      extensions: tenantCosts.list,
      resolve: ({ id }, { email, status, orderBy, ...args }, context, info) => {
        const list = context.kestra.directory.invitationsOf(id, omitNulls({ email, status, sort: sortOf(orderBy) }));
        return connection(list, args, context, info);
      },
    },
    { name: 'KestraInvitationConnection' },
    { name: 'KestraInvitationEdge' },
  ),
  serviceAccounts: t.connection(
    {
      ...nullOnError,
      type: KestraServiceAccount,
      description: `The service accounts of the tenant, in the order of the platform. ${own} ${since}`,
      args: { ...pageArgs, search: t.arg.string(searchByName) },
      extensions: tenantCosts.list,
      resolve: ({ id }, { search, ...args }, context, info) =>
        connection(context.kestra.directory.serviceAccountsOf(id, search || undefined), args, context, info),
    },
    ServiceAccountConnection,
  ),
}));

/** @throws {InvalidInputError} for the global id of another type, or of another tenant's object */
function holderIdIn(sent: string, tenantId: string): string {
  const path = ['holderId'];
  if (parseGlobalId(sent).typename === 'KestraGroup') return ownIdIn('KestraGroup', sent, path, [tenantId]);
  return memberIdIn(sent, path, tenantId);
}
