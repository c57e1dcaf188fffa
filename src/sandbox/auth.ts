import { holderOf } from './tokens.ts';

/** Someone who may call, with the token to call with. */
export interface Caller {
  readonly kind: 'admin' | 'viewer' | 'tenant-admin';
  readonly token: string;
  readonly email: string;
}

/** May do everything. */
export const admin: Caller = { kind: 'admin', token: 'sandbox-admin', email: 'admin@sandbox.test' };

/** May read; every write is refused. */
export const viewer: Caller = { kind: 'viewer', token: 'sandbox-viewer', email: 'viewer@sandbox.test' };

/** No super admin: the roles of this account decide what it may do in each tenant. Kestra alone knows it. */
export const tenantAdmin: Caller = {
  kind: 'tenant-admin',
  token: 'sandbox-tenant-admin',
  email: 'Grace.Hopper@example.com',
};

/** The password that both callers have when the data is fresh. It signs in nowhere; `me/password` asks for it. */
export const callerPassword = 'Sandbox!2024';

/** What a credential turned out to be: a caller, something unknown, or nothing at all. */
export type Identity = Caller | 'other' | 'none';

/** Reads `Authorization: Bearer <token>`: one of these callers' own, or one that the sandbox has issued to them. */
export function bearer(authorization: string | undefined, callers: readonly Caller[] = [admin, viewer]): Identity {
  if (!authorization) return 'none';
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  if (token === undefined) return 'other';
  return callers.find((caller) => caller.token === token) ?? holderOf(token, callers) ?? 'other';
}

/**
 * Reads a bearer token, or `Authorization: Basic` with the caller's e-mail as the name and the token as the password.
 * Changing one's own password does not change these.
 */
export function bearerOrBasic(authorization: string | undefined): Identity {
  const callers = [admin, viewer, tenantAdmin];
  const encoded = /^Basic +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (!encoded) return bearer(authorization, callers);
  const pair = Buffer.from(encoded, 'base64').toString();
  return callers.find(({ email, token }) => pair === `${email}:${token}`) ?? 'other';
}

/** The word by which the call log names an identity. */
export const kindOf = (identity: Identity) => (typeof identity === 'string' ? identity : identity.kind);
