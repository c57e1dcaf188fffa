import type { GraphQLResolveInfo } from 'graphql';
import { selectedNames } from '../../graph/selection.ts';
import { arrayList } from '../../paging/array-list.ts';
import type { List } from '../../paging/list.ts';
import type { Window } from '../../paging/window.ts';
import type { Runai } from '../runai.ts';
import type { AccessSelection, WireAccessUser, WireUser } from '../wire-types.ts';

/** The fields of a user that the list of users with access contains. */
export const accessListFields: ReadonlySet<string> = new Set(['__typename', 'id', 'userId', 'username', 'access']);

/** Whether a selection has fields of users that the list with access does not contain. */
export function needsUsers(info: GraphQLResolveInfo): boolean {
  const names = [...selectedNames(info, 'nodes'), ...selectedNames(info, 'edges', 'node')];
  return names.some((name) => !accessListFields.has(name));
}

/**
 * The users with access as a list, which one call returns whole.
 * @param whole whether to read the whole users of each window too, as one batch
 */
export async function usersByAccess(runai: Runai, selection: AccessSelection, whole: boolean): Promise<List<WireUser>> {
  const rows = (await runai.access.users(selection)).flatMap(withId);
  const list = arrayList(`runai.usersByAccess ${JSON.stringify(selection)}`, rows, ({ id }) => id);
  if (!whole) return list;
  const read = async ({ offset, limit }: Window) => {
    const part = rows.slice(offset, offset + limit);
    const users = await runai.users.byId.loadMany(part.map(({ id }) => id));
    const known = part.map((row, index) => {
      const user = users[index];
      if (user instanceof Error) throw user;
      return user ?? row;
    });
    return { rows: known, total: rows.length };
  };
  return { ...list, read };
}

/** The user in a row of the list with access; fields that the row lacks are null, for unknown. */
function withId({ userId: id, email: username, createdAt, lastLogin }: WireAccessUser): WireUser[] {
  if (id === undefined) return [];
  const dates = { createdAt: createdAt ?? null, updatedAt: null, lastLogin: lastLogin ?? null };
  return [{ id, username, createdBy: null, ...dates, isLocal: null, groups: null }];
}
