import { builder } from '../../graph/builder.ts';
import type { NamedGroup } from '../loaders/groups.ts';
import type { WireUser } from '../wire-types.ts';

/** The types that refer to each other, before they have fields. */
export const User = builder.objectRef<WireUser>('User');
export const Group = builder.objectRef<NamedGroup>('Group');

export const UserConnection = builder.connectionObject({ type: User, name: 'UserConnection' }, { name: 'UserEdge' });
export const GroupConnection = builder.connectionObject(
  { type: Group, name: 'GroupConnection' },
  { name: 'GroupEdge' },
);
