import { hash } from 'node:crypto';

const basic = /^basic +(.+)$/i;

/** Whether the user name alone stands for these credentials in `idOf`: they are Basic ones. */
export const isOfName = (authorization: string): boolean => basic.test(authorization);

/**
 * Under which name something of a caller is kept in a store. Of Basic credentials the user name alone counts: a password that a
 * person chose could be guessed from its hash.
 * @param name of what is kept
 */
export function idOf(credentials: readonly string[], name: string): string {
  const identities = credentials.map((one) => {
    const [, pair] = basic.exec(one) ?? [];
    return pair ? `basic ${Buffer.from(pair, 'base64').toString().split(':')[0]}` : one;
  });
  return hash('sha256', JSON.stringify([identities, name]), 'base64url');
}
