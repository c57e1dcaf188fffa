/** The keys by which a gateway finds objects of Run:ai. */

import { builder } from '../../graph/builder.ts';
import { localId } from '../../graph/global-id.ts';
import { nodeEntity } from '../../graph/node-entity.ts';
import { isText, malformed } from '../../graph/representation.ts';
import { AccessRule, RunaiRole } from './authorization-refs.ts';
import { needsNamesOnly } from './names-only.ts';
import { Group, User } from './refs.ts';
import { RunaiPermissionSet } from './runai-role.ts';

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

nodeEntity(Group, builder.selection<{ name: string }>('name'));
nodeEntity(AccessRule, builder.selection<{ ruleId: string }>('ruleId'));
nodeEntity(RunaiRole, builder.selection<{ roleId: string }>('roleId'));
nodeEntity(RunaiPermissionSet, builder.selection<{ permissionSetId: string }>('permissionSetId'));
