import { request } from 'undici';
import { admin } from './auth.ts';

/** What it takes to try the sandbox at once. */
export interface Example {
  /** The value of an `Authorization` header that may do everything. */
  readonly authorization: string;
  /** Somebody who is there, by the platform's own id. */
  readonly user: { readonly id: string; readonly username: string };
}

const authorization = `Bearer ${admin.token}`;

/**
 * Asks a sandbox of Run:ai for somebody to try things on.
 * @param url the sandbox's base URL
 */
export async function exampleOf(url: string): Promise<Example> {
  return last((await get(`${url}/api/v1/users?filterBy=isLocal%3D%3Dtrue&offset=0&limit=3`)) as Example['user'][]);
}

/**
 * Asks a sandbox of Kestra for somebody to try things on.
 * @param url the sandbox's base URL
 */
export async function kestraExampleOf(url: string): Promise<Example> {
  const { results } = (await get(`${url}/api/v1/users?page=1&size=3`)) as { results: Example['user'][] };
  return last(results);
}

async function get(url: string): Promise<unknown> {
  const { body } = await request(url, { headers: { authorization } });
  return body.json();
}

function last(users: readonly Example['user'][]): Example {
  const user = users.at(-1);
  if (!user) throw new Error('The sandbox holds nobody to show.');
  return { authorization, user };
}
