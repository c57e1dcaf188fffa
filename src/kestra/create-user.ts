import { ApiError, BadResponseError } from '../errors.ts';
import { afterWrite } from '../rest/writes.ts';
import type { UserBody, WireSummary } from './api.ts';
import type { Kestra } from './kestra.ts';

/**
 * Makes an account. Where the platform does not answer with it, it is looked up by its e-mail.
 * @throws {BadResponseError} with the outcome unknown where it is not found then, or cannot be looked for
 */
export async function createUser(kestra: Kestra, body: UserBody): Promise<WireSummary> {
  const created = await kestra.change((api) => api.createUser(body));
  if (created && 'summary' in created) return created.summary;
  if (created) {
    kestra.users.learn(created.user);
    return created.user;
  }
  try {
    const found = await kestra.users.named(body.email);
    if (found) return await kestra.users.whole(found);
  } catch (cause) {
    if (!(cause instanceof ApiError)) throw cause;
    // As itself it would say that no account was made.
    throw afterWrite(
      new BadResponseError('Kestra answered without the account, and could not be asked for it.', { cause }),
    );
  }
  throw afterWrite(new BadResponseError('Kestra answered without the account, and lists none with this name.'));
}
