/** The keys by which a gateway finds users of Kestra. */

import { builder } from '../../graph/builder.ts';
import { localId } from '../../graph/global-id.ts';
import { isText, malformed } from '../../graph/representation.ts';
import { KestraUser } from './refs.ts';

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
