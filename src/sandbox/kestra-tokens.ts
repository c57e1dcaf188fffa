import { randomBytes } from 'node:crypto';
import type { Database } from './database.ts';
import { insertToken } from './kestra-data.ts';
import { accountById } from './kestra-service-accounts.ts';
import { newId } from './kestra-user-rules.ts';
import { accountOf, userById } from './kestra-user-store.ts';
import { type Call, type Operation, Refusal } from './platform.ts';

interface TokenRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly prefix: string;
  readonly iat: string;
  readonly exp: string | null;
  readonly last_used: string | null;
  readonly extended: number;
}

/** A token as a list shows it, without its secret. */
const token = (row: TokenRow, now: string) => ({
  id: row.id,
  name: row.name,
  description: row.description,
  prefix: row.prefix,
  iat: row.iat,
  ...(row.exp !== null && { exp: row.exp }),
  ...(row.last_used !== null && { lastUsed: row.last_used }),
  extended: row.extended === 1,
  expired: row.exp !== null && row.exp <= now,
});

/**
 * The operations on API tokens: the same three for a user, the caller, a service account, and one of a tenant.
 * @param created the status of a new token of a user
 */
export function tokenOperations(database: Database, created: 200 | 201): Record<string, Operation> {
  const list = (owner: string) => {
    const now = new Date().toISOString();
    const rows = database.all<TokenRow>('SELECT * FROM kestra_tokens WHERE owner = ? ORDER BY seq', owner);
    return { status: 200, body: { results: rows.map((row) => token(row, now)), total: rows.length } };
  };
  const create = (owner: string, body: unknown) => {
    const { name, description = '', maxAge, extended = false } = body as NewToken;
    const now = Date.now();
    const exp = maxAge === undefined ? null : new Date(now + milliseconds(maxAge)).toISOString();
    const id = newId();
    const fullToken = randomBytes(24).toString('base64url');
    const iat = new Date(now).toISOString();
    insertToken(database, {
      id,
      owner,
      name,
      description,
      prefix: fullToken.slice(0, 8),
      iat,
      exp,
      lastUsed: null,
      extended,
    });
    return { status: 200, body: { id, name, fullToken } };
  };
  const remove = (owner: string, id = '') => {
    const removed = database.run('DELETE FROM kestra_tokens WHERE owner = ? AND id = ?', owner, id);
    if (removed === 0) throw new Refusal(404, 'Not Found');
  };
  const person = ({ params }: Call) => userById(database, params.id).id;
  /** The service account of the path; where the path names a tenant, one of that tenant. */
  const program = ({ params: { id, tenant } }: Call) => accountById(database, id, tenant).id;
  const me = ({ caller }: Call) => accountOf(database, caller).id;

  return {
    listApiTokens_1: (call) => list(person(call)),
    createApiTokensForUser_1: (call) => ({ ...create(person(call), call.body), status: created }),
    deleteApiToken_1(call) {
      remove(person(call), call.params.tokenId);
      return { status: 204 };
    },

    listApiTokensForCurrentUser: (call) => list(me(call)),
    createApiTokenForCurrentUser: (call) => create(me(call), call.body),
    deleteApiTokenForCurrentUser(call) {
      remove(me(call), call.params.tokenId);
      return { status: 200, body: {} };
    },

    listApiTokens: (call) => list(program(call)),
    createApiTokensForUser: (call) => create(program(call), call.body),
    deleteApiToken(call) {
      remove(program(call), call.params.tokenId);
      return { status: 200, body: {} };
    },

    listApiTokensWithTenant: (call) => list(program(call)),
    createApiTokensForUserWithTenant: (call) => create(program(call), call.body),
    deleteApiTokenWithTenant(call) {
      remove(program(call), call.params.tokenId);
      return { status: 200, body: {} };
    },
  };
}

interface NewToken {
  readonly name: string;
  readonly description?: string;
  readonly maxAge?: string;
  readonly extended?: boolean;
}

/** Weeks, days and smaller: a month has no fixed length. A century is the most, beyond it a date could not be written. */
function milliseconds(duration: string): number {
  const [whole, ...parts] =
    /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration) ?? [];
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts.map((part) => Number(part ?? 0));
  const total = ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
  if (whole !== undefined && whole !== 'P' && total <= 100 * 366 * 86_400_000) return total;
  const message = 'must be an ISO 8601 duration';
  throw new Refusal(422, 'Invalid entity', [{ at: 'body.maxAge', missing: false, message }]);
}
