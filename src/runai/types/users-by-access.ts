import type { GraphQLResolveInfo } from 'graphql';
import { arraySource, type ConnectionSource } from '../../graph/connection.ts';
import { selectedNames } from '../../graph/selection.ts';
import type { AccessSelection, WireAccessUser, WireUser } from '../api.ts';
import type { Runai } from '../runai.ts';

/** Fields of a user that the list of users with access tells as well as the list of users. */
export const told = new Set(['__typename', 'id', 'userId', 'username', 'access']);

/** Whether the selection of a connection of users needs more of them than the list with access tells. */
export function needsUsers(info: GraphQLResolveInfo): boolean {
  const names = [...selectedNames(info, 'nodes'), ...selectedNames(info, 'edges', 'node')];
  return names.some((name) => !told.has(name));
}

/**
 * The users that a selection by access has, as a source of windows. The list comes whole in one call; `whole` says
 * whether the users of a window are then read as such, in one batch.
 */
export async function usersByAccess(
  runai: Runai,
  selection: AccessSelection,
  whole: boolean,
): Promise<ConnectionSource<WireUser>> {
  const rows = (await runai.accesses.users(selection)).flatMap(withId);
  const source = arraySource(`runai.usersByAccess ${JSON.stringify(selection)}`, rows, ({ id }) => id);
  if (!whole) return source;
  const { key, idOf, count } = source;
  return {
    key,
    idOf,
    count,
    read: async (window) => {
      const part = await source.read(window);
      const users = await runai.users.byId.loadMany(part.map(({ id }) => id));
      return part.map((row, index) => {
        const user = users[index];
        if (user instanceof Error) throw user;
        return user ?? row;
      });
    },
  };
}

/** A user as the list with access knows it: what that list does not tell is not known. */
function withId({ userId: id, email: username, createdAt, lastLogin }: WireAccessUser): WireUser[] {
  if (id === undefined) return [];
  const dates = { createdAt: createdAt ?? null, updatedAt: null, lastLogin: lastLogin ?? null };
  return [{ id, username, createdBy: null, ...dates, isLocal: null, groups: null }];
}
