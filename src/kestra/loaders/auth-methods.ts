import { intact } from '../../rest/contract-breaches.ts';
import type { WireUser } from '../api.ts';
import { joinId, splitId } from '../composite-id.ts';
import type { KestraUsers } from './users.ts';

/** A method with which a user signs in, and whose it is. */
export interface OwnedAuthMethod {
  readonly id: string;
  readonly type?: string;
  readonly name?: string;
  readonly userId: string;
}

/** The methods of a user. A row that cannot be read fails alone. */
export const methodsOf = ({ id, auths }: Pick<WireUser, 'id' | 'auths'>) =>
  intact(auths)?.map(async (auth) => ({ ...intact(auth), userId: intact(id) }));

/** What leads to a method again: its user, and its own id. */
export const idOfMethod = ({ userId, id }: OwnedAuthMethod): string => joinId(userId, intact(id));

/** The method with an id; null if its user has none like it. */
export async function methodById(users: KestraUsers, methodId: string): Promise<OwnedAuthMethod | null> {
  const [userId, id] = splitId(methodId);
  const user = userId === undefined || id === undefined ? null : await users.byId.load(userId);
  const found = intact(user?.auths)?.find((auth) => intact(auth).id === id);
  return user && found ? { ...found, userId: user.id } : null;
}
