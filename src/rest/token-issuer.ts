import { z } from 'zod';
import { BadResponseError } from '../errors.ts';
import type { OwnRefusal } from './answer.ts';
import { Call, type Sender } from './call.ts';
import type { ClientCredentials } from './client-credentials.ts';
import type { Operation } from './contract.ts';
import type { IssuedToken } from './token-exchange.ts';

/** How a platform issues tokens by the grant of client credentials (RFC 6749 §4.4). */
export interface TokenIssuer {
  readonly operation: Operation;
  /** Recognizes its error body (RFC 6749 §5.2). */
  readonly ownRefusal: OwnRefusal;
}

/**
 * The call that asks for a token. Client id and secret go in the form, as no header of the call may carry them.
 * @param path of the operation
 */
export function callForToken(
  issuer: TokenIssuer,
  path: string,
  { id, secret }: ClientCredentials,
  sender: Sender,
): Call {
  const form = { grant_type: 'client_credentials', client_id: id, client_secret: secret };
  return new Call(issuer.operation, path, sender, { form, ownRefusal: issuer.ownRefusal });
}

/** What a header can carry after `Bearer` (RFC 6750 §2.1). */
const answer = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number().nonnegative().optional().catch(undefined),
});

/** The token in an answer (RFC 6749 §5.1). @throws {BadResponseError} where it holds none that calls can carry */
export function tokenIn(platform: string, body: unknown): IssuedToken {
  const { data } = answer.safeParse(body);
  if (!data) throw new BadResponseError(`${platform} issued a token of a kind that the facade does not know.`);
  return { token: data.access_token, lifetimeMs: data.expires_in === undefined ? undefined : data.expires_in * 1000 };
}
