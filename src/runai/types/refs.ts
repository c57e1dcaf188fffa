import { builder } from '../../graph/builder.ts';
import type { NamedGroup } from '../loaders/groups.ts';
import type { WireUser } from '../wire-types.ts';

/** References to the types, declared before their fields since the types refer to each other. */
export const User = builder.objectRef<WireUser>('User');
export const Group = builder.objectRef<NamedGroup>('Group');

export const UserConnection = builder.connectionObject({ type: User, name: 'UserConnection' }, { name: 'UserEdge' });
export const GroupConnection = builder.connectionObject(
  { type: Group, name: 'GroupConnection' },
  { name: 'GroupEdge' },
);
