/** The keys by which a gateway finds objects of Kestra. */

import { builder } from '../../graph/builder.ts';
import { localId } from '../../graph/global-id.ts';
import { nodeEntity } from '../../graph/node-entity.ts';
import { isText, malformed } from '../../graph/representation.ts';
import { KestraBinding, KestraInvitation, KestraRole, KestraTenantMember } from '../tenant/refs.ts';
import {
  KestraApiToken,
  KestraAuthMethod,
  KestraGroup,
  KestraServiceAccount,
  KestraTenant,
  KestraUser,
} from './refs.ts';

builder.asEntity(KestraUser, {
  key: [
    builder.selection<{ id: string }>('id'),
    builder.selection<{ userId: string }>('userId'),
    builder.selection<{ username: string }>('username'),
  ],
  resolveReference: async (representation, { kestra }) => {
    const { id, userId, username }: { id?: unknown; userId?: unknown; username?: unknown } = representation;
    if (isText(userId)) return kestra.users.byId.load(userId);
    if (isText(id)) return kestra.users.byId.load(localId('KestraUser', id));
    if (isText(username)) return kestra.users.named(username);
    throw malformed('KestraUser', 'id, userId, username');
  },
});

nodeEntity(KestraTenant, builder.selection<{ tenantId: string }>('tenantId'));
nodeEntity(KestraServiceAccount, builder.selection<{ serviceAccountId: string }>('serviceAccountId'));
// The ids that Kestra gives these lead to them only together with those of their tenants or owners, which `id` holds.
nodeEntity(KestraGroup);
nodeEntity(KestraApiToken);
nodeEntity(KestraAuthMethod);
nodeEntity(KestraTenantMember);
nodeEntity(KestraRole);
nodeEntity(KestraBinding);
nodeEntity(KestraInvitation);
