import { request } from 'undici';
import { admin } from './auth.ts';

/** What it takes to try the sandbox at once. */
export interface Example {
  /** The value of an `Authorization` header that may do everything. */
  readonly authorization: string;
  /** Somebody who is there, by the platform's own id. */
  readonly user: { readonly id: string; readonly username: string };
}

/**
 * Asks a sandbox of Run:ai for somebody to try things on.
 * @param url the sandbox's base URL
 */
export async function exampleOf(url: string): Promise<Example> {
  const authorization = `Bearer ${admin.token}`;
  const { body } = await request(`${url}/api/v1/users?filterBy=isLocal%3D%3Dtrue&offset=2&limit=1`, {
    headers: { authorization },
  });
  const [user] = (await body.json()) as Example['user'][];
  if (!user) throw new Error('The sandbox holds nobody to show.');
  return { authorization, user };
}
