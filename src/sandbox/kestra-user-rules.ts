/** What Kestra accepts of a user, and what it makes of it. */

import type { Database } from './database.ts';
import type { Auth } from './kestra-user.ts';
import { Refusal } from './platform.ts';
import { letterCode } from './random.ts';

/** An id as Kestra makes them. */
export const newId = (): string => letterCode(Math.random, 22);

/** The entry with this id, or a refusal with 404. */
export function known<T extends { readonly id: string }>(list: readonly T[], wanted: string, kind: string): T {
  const found = list.find(({ id }) => id === wanted);
  if (!found) throw new Refusal(404, `Not Found: no such ${kind}`);
  return found;
}

export function withPassword({ email, auths }: { email: string; auths: readonly Auth[] }, password: string) {
  const basic = auths.some(({ type }) => type === 'BASIC_AUTH');
  return {
    password: checkedPassword(password),
    auths: basic ? auths : [...auths, { id: newId(), type: 'BASIC_AUTH', name: email }],
  };
}

export function checkedPassword(password: string): string {
  if (password !== '') return password;
  throw new Refusal(422, 'Invalid entity', [{ at: 'body.password', missing: false, message: 'must not be empty' }]);
}

export function checkedEmail(email: string): string {
  if (/^[^@\s]+@[^@\s]+$/.test(email)) return email;
  throw new Refusal(422, 'Invalid entity', [
    { at: 'body.email', missing: false, message: 'must be an e-mail address' },
  ]);
}

/** Nobody may take an e-mail that another account has, be it in other letters. */
export function refuseTaken(database: Database, { id, email }: { id: string; email: string }): void {
  const taken = database.get('SELECT 1 FROM kestra_users WHERE email_folded = ? AND id <> ?', email.toLowerCase(), id);
  if (taken) throw new Refusal(409, 'a user with this e-mail already exists');
}
