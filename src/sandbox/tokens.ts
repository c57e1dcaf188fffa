import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Caller } from './auth.ts';

/** Signs nothing but what the sandbox itself accepts. */
const key = 'users-graph sandbox';

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const signature = (signed: string) => createHmac('sha256', key).update(signed).digest();

/**
 * Issues a JSON Web Token (RFC 7519) to a caller, which expires in an hour. Further claims stand in the place of these; one
 * that is undefined is left out.
 */
export function issueToken({ kind, email }: Caller, claims: Readonly<Record<string, unknown>> = {}): string {
  const issuedAt = Math.floor(Date.now() / 1000);
  const usual = {
    iss: 'sandbox',
    client_id: kind,
    email,
    preferred_username: email,
    iat: issuedAt,
    exp: issuedAt + 3600,
  };
  const signed = `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded({ ...usual, ...claims })}`;
  return `${signed}.${signature(signed).toString('base64url')}`;
}

/** The caller whom a token was issued to; undefined for one that the sandbox did not sign, that has expired, or of nobody. */
export function holderOf(token: string, callers: readonly Caller[]): Caller | undefined {
  const [header, payload, sent = '', ...rest] = token.split('.');
  if (payload === undefined || rest.length > 0) return undefined;
  const [right, given] = [signature(`${header}.${payload}`), Buffer.from(sent, 'base64url')];
  if (right.length !== given.length || !timingSafeEqual(right, given)) return undefined;
  const { client_id: kind, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString());
  return exp * 1000 > Date.now() ? callers.find((caller) => caller.kind === kind) : undefined;
}
