/** The keys by which a gateway finds users and groups of Run:ai. */

import { builder } from '../../graph/builder.ts';
import { localId } from '../../graph/global-id.ts';
import { isText, malformed } from '../../graph/representation.ts';
import { needsNamesOnly } from './names-only.ts';
import { Group, User } from './refs.ts';

builder.asEntity(User, {
  key: [
    builder.selection<{ id: string }>('id'),
    builder.selection<{ userId: string }>('userId'),
    builder.selection<{ username: string }>('username'),
  ],
  resolveReference: async (representation, { runai }, info) => {
    const { id, userId, username }: { id?: unknown; userId?: unknown; username?: unknown } = representation;
    const namesOnly = needsNamesOnly(runai, info);
    if (isText(userId)) return runai.users.withId(userId, namesOnly);
    if (isText(id)) return runai.users.withId(localId('User', id), namesOnly);
    if (isText(username)) return runai.users.named(username, namesOnly);
    throw malformed('User', 'id, userId, username');
  },
});

builder.asEntity(Group, {
  key: [builder.selection<{ id: string }>('id'), builder.selection<{ name: string }>('name')],
  resolveReference: async (representation, { runai }) => {
    const { id, name }: { id?: unknown; name?: unknown } = representation;
    if (isText(name)) return runai.groups.find(name);
    if (isText(id)) return runai.groups.find(localId('Group', id));
    throw malformed('Group', 'id, name');
  },
});
