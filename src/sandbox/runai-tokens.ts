import { admin, type Caller, viewer } from './auth.ts';
import type { Database } from './database.ts';
import { type OpenOperation, Refusal } from './platform.ts';
import { issueToken } from './tokens.ts';

const callers = [admin, viewer];

/** A request for a token, by the names of OAuth 2 (RFC 6749 §4). */
interface Grant {
  readonly grant_type?: string;
  readonly client_id?: string;
  readonly client_secret?: string;
  readonly username?: string;
  readonly password?: string;
}

/** The same by the names of the older form. */
interface OlderGrant extends Pick<Grant, 'username' | 'password'> {
  readonly grantType?: string;
  readonly clientID?: string;
  readonly clientSecret?: string;
}

interface Account {
  readonly id: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly groups: string | null;
  readonly password: string | null;
}

/**
 * The operations that issue tokens, which are good for so many seconds: to an access key, whose client id is `admin` or
 * `viewer` and whose secret is the token of that caller, and to a user by e-mail address and password.
 */
export function tokenOperations(database: Database, lifetimeSeconds: number): Record<string, OpenOperation> {
  const accountOf = ({ email }: Caller) =>
    database.get<Account>(
      'SELECT id, first_name, last_name, groups, password FROM runai_users WHERE username = ?',
      email,
    );

  function holder({ grant_type, client_id, client_secret, username, password }: Grant): Caller {
    if (grant_type === 'client_credentials') {
      const found = callers.find(({ kind, token }) => kind === client_id && token === client_secret);
      if (!found) throw new Refusal(401, 'invalid_client');
      return found;
    }
    if (grant_type !== 'password') throw new Refusal(400, 'unsupported_grant_type');
    const found = callers.find(({ email }) => email === username);
    if (!found || password === undefined || accountOf(found)?.password !== password) {
      throw new Refusal(401, 'invalid_grant');
    }
    return found;
  }

  function issue(grant: Grant): string {
    const caller = holder(grant);
    const { id, first_name, last_name, groups } = accountOf(caller) ?? {};
    return issueToken(caller, {
      exp: Math.ceil(Date.now() / 1000) + lifetimeSeconds,
      sub: id,
      given_name: first_name ?? undefined,
      family_name: last_name ?? undefined,
      groups: groups ? JSON.parse(groups) : undefined,
    });
  }

  return {
    grant_token({ body }) {
      const { grantType, clientID, clientSecret, username, password } = body as OlderGrant;
      const grant = { grant_type: grantType, client_id: clientID, client_secret: clientSecret, username, password };
      try {
        return { status: 200, body: { accessToken: issue(grant), expiresIn: lifetimeSeconds } };
      } catch (error) {
        // The older form declares no 401.
        throw error instanceof Refusal ? new Refusal(400, error.message) : error;
      }
    },

    grant_token_v2({ body }) {
      const token = { access_token: issue(body as Grant), token_type: 'Bearer', expires_in: lifetimeSeconds };
      return { status: 200, body: token };
    },
  };
}

/** The error body of OAuth 2 (RFC 6749 §5.2). What is no code of it is a request that is not valid. */
export function oauthError({ message, problems }: Refusal) {
  const isCode = /^(invalid_client|invalid_grant|unsupported_grant_type)$/.test(message);
  const details = problems.map(({ at, message }) => `${at} ${message}`).join('; ');
  return { error: isCode ? message : 'invalid_request', ...(!isCode && { error_description: details || message }) };
}
