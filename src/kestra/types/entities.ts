/** The keys by which a gateway finds objects of Kestra. */

import { builder } from '../../graph/builder.ts';
import { localId } from '../../graph/global-id.ts';
import { isText, malformed } from '../../graph/representation.ts';
import { methodById } from '../loaders/auth-methods.ts';
import {
  KestraApiToken,
  KestraAuthMethod,
  KestraGroup,
  KestraServiceAccount,
  KestraTenant,
  KestraUser,
} from './refs.ts';

const globalId = builder.selection<{ id: string }>('id');

builder.asEntity(KestraUser, {
  key: [globalId, builder.selection<{ userId: string }>('userId'), builder.selection<{ username: string }>('username')],
  resolveReference: async (representation, { kestra }) => {
    const { id, userId, username }: { id?: unknown; userId?: unknown; username?: unknown } = representation;
    if (isText(userId)) return kestra.users.byId.load(userId);
    if (isText(id)) return kestra.users.byId.load(localId('KestraUser', id));
    if (isText(username)) return kestra.users.named(username);
    throw malformed('KestraUser', 'id, userId, username');
  },
});

builder.asEntity(KestraGroup, {
  key: globalId,
  resolveReference: async ({ id }, { kestra }) => kestra.groups.byId.load(keyOf('KestraGroup', id)),
});

builder.asEntity(KestraTenant, {
  key: [globalId, builder.selection<{ tenantId: string }>('tenantId')],
  resolveReference: async (representation, { kestra }) => {
    const { id, tenantId }: { id?: unknown; tenantId?: unknown } = representation;
    return kestra.tenants.byId.load(isText(tenantId) ? tenantId : keyOf('KestraTenant', id, 'id, tenantId'));
  },
});

builder.asEntity(KestraApiToken, {
  key: globalId,
  resolveReference: async ({ id }, { kestra }) => kestra.tokens.byId(keyOf('KestraApiToken', id)),
});

builder.asEntity(KestraServiceAccount, {
  key: [globalId, builder.selection<{ serviceAccountId: string }>('serviceAccountId')],
  resolveReference: async (representation, { kestra }) => {
    const { id, serviceAccountId }: { id?: unknown; serviceAccountId?: unknown } = representation;
    return kestra.tokens.serviceAccount(
      isText(serviceAccountId) ? serviceAccountId : keyOf('KestraServiceAccount', id, 'id, serviceAccountId'),
    );
  },
});

builder.asEntity(KestraAuthMethod, {
  key: globalId,
  resolveReference: async ({ id }, { kestra }) => methodById(kestra.users, keyOf('KestraAuthMethod', id)),
});

/** The platform's id in the global id of a representation. @throws {InvalidInputError} when that is no such id */
function keyOf(type: string, id: unknown, keys = 'id'): string {
  if (!isText(id)) throw malformed(type, keys);
  return localId(type, id);
}
