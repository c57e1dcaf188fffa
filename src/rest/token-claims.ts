import { decodeJwt } from 'jose/jwt/decode';

/**
 * What a bearer token says of its holder (RFC 7519 §4.1, OpenID Connect Core §5.1). A claim that is absent or of another
 * type is undefined. Nobody has verified the signature: these are for people to read, and no right follows from them.
 */
export interface TokenClaims {
  readonly subject?: string;
  readonly username?: string;
  readonly email?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly groups?: readonly string[];
  readonly issuedAt?: string;
  readonly expiresAt?: string;
}

/** The claims of the token in an `Authorization` header; none where that holds no JSON Web Token. */
export function claimsOf(authorization: string): TokenClaims {
  const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
  const claims = token === undefined ? {} : payloadOf(token);
  return {
    subject: text(claims.sub),
    username: text(claims.preferred_username),
    email: text(claims.email),
    firstName: text(claims.given_name),
    lastName: text(claims.family_name),
    groups: texts(claims.groups),
    issuedAt: time(claims.iat),
    expiresAt: time(claims.exp),
  };
}

function payloadOf(token: string): Readonly<Record<string, unknown>> {
  try {
    return decodeJwt(token);
  } catch {
    return {};
  }
}

const text = (claim: unknown): string | undefined => (typeof claim === 'string' && claim !== '' ? claim : undefined);

const texts = (claim: unknown): readonly string[] | undefined =>
  Array.isArray(claim) && claim.every((item) => typeof item === 'string') ? claim : undefined;

/** A point in time from seconds since the epoch; undefined beyond the year 9999, which RFC 3339 cannot write. */
function time(claim: unknown): string | undefined {
  const isWritable = typeof claim === 'number' && claim >= 0 && claim < 253_402_300_800;
  return isWritable ? new Date(claim * 1000).toISOString() : undefined;
}
