import { request } from 'undici';
import { admin } from './auth.ts';

/** What it takes to try a platform at once. */
export interface Example {
  /** The value of the header of its credentials. */
  readonly authorization: string;
  readonly user: ExampleUser;
}

/** Somebody who is there, by the platform's own id. */
export interface ExampleUser {
  readonly id: string;
  readonly username: string;
}

/**
 * Finds somebody to try things on: the last user of a list, with credentials that may do everything.
 * @param url of a short list of a sandbox
 * @param usersIn finds the users in the body of its answer
 */
export async function exampleOf<Body>(url: string, usersIn: (body: Body) => readonly ExampleUser[]): Promise<Example> {
  const authorization = `Bearer ${admin.token}`;
  const { body } = await request(url, { headers: { authorization } });
  const user = usersIn((await body.json()) as Body).at(-1);
  if (!user) throw new Error('The sandbox holds nobody to show.');
  return { authorization, user };
}
