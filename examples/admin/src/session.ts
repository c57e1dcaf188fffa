import { createContext } from 'react';

/** The tokens that a person signs in with, one for each platform. */
export interface Credentials {
  readonly runai: string;
  /** Empty where Kestra is not asked. */
  readonly kestra: string;
}

const key = 'users-admin-credentials';

/**
 * The credentials of this tab, which a reload keeps. They are in `sessionStorage`, which ends with the tab: in
 * `localStorage` they would lie on the disk, for every later tab of the site and for whoever opens one.
 */
export function readCredentials(): Credentials | null {
  const kept = sessionStorage.getItem(key);
  return kept ? (JSON.parse(kept) as Credentials) : null;
}

/** Keeps the credentials for this tab; null forgets them. */
export function keepCredentials(credentials: Credentials | null): void {
  if (credentials) sessionStorage.setItem(key, JSON.stringify(credentials));
  else sessionStorage.removeItem(key);
}

/** Ends the session: the credentials and all that was read with them are forgotten. */
export const SignOut = createContext<() => void>(() => undefined);
