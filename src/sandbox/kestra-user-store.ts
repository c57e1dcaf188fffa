/** Finding users, and changing them. */

import type { Caller } from './auth.ts';
import type { Database } from './database.ts';
import { saveUser } from './kestra-data.ts';
import { type KestraUser, type UserRow, user } from './kestra-user.ts';
import { refuseTaken } from './kestra-user-rules.ts';
import { Refusal } from './platform.ts';

/** Reads one user, or refuses with 404. */
export function userById(database: Database, id = ''): KestraUser {
  const row = database.get<UserRow>('SELECT * FROM kestra_users WHERE id = ?', id);
  if (!row) throw new Refusal(404, 'Not Found');
  return user(row);
}

/** The account of a caller, or a refusal with 404. */
export function accountOf(database: Database, { email }: Caller): KestraUser {
  const row = database.get<UserRow>('SELECT * FROM kestra_users WHERE email = ?', email);
  if (!row) throw new Refusal(404, 'Not Found');
  return user(row);
}

/** Changes a user; a new e-mail becomes the name of all ways to sign in. */
export function changeUser(
  database: Database,
  id: string | undefined,
  changes: (before: KestraUser) => Partial<KestraUser>,
): KestraUser {
  const before = userById(database, id);
  const after = { ...before, ...changes(before) };
  if (after.email === before.email) {
    saveUser(database, after);
    return after;
  }
  refuseTaken(database, after);
  const renamed = { ...after, auths: after.auths.map((auth) => ({ ...auth, name: after.email })) };
  saveUser(database, renamed);
  return renamed;
}
