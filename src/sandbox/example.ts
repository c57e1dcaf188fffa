import { request } from 'undici';
import { admin } from './auth.ts';

/** What it takes to try a platform at once. */
export interface Example {
  /** The value of the header of its credentials. */
  readonly authorization: string;
  /** Somebody who is there, by the platform's own id. */
  readonly user: { readonly id: string; readonly username: string };
}

type User = Example['user'];

/**
 * Finds somebody to try things on: the last user of a list, with credentials that may do everything.
 * @param url of a short list of a sandbox: an array of users, or a page whose `results` are one
 */
export async function exampleOf(url: string): Promise<Example> {
  const authorization = `Bearer ${admin.token}`;
  const { body } = await request(url, { headers: { authorization } });
  const list = (await body.json()) as readonly User[] | { readonly results: readonly User[] };
  const user = ('results' in list ? list.results : list).at(-1);
  if (!user) throw new Error('The sandbox holds nobody to show.');
  return { authorization, user };
}
