import { z } from 'zod';
import type { Issue } from '../errors.ts';

const errorBody = z.object({ code: z.int(), message: z.string() });

const oauthError = z.object({
  error: z.enum([
    'invalid_request',
    'invalid_client',
    'invalid_grant',
    'unauthorized_client',
    'unsupported_grant_type',
    'invalid_scope',
  ]),
});

/** Recognizes the error body of Run:ai's calls for tokens (RFC 6749 §5.2). It names no values. Undefined for any other body. */
export function tokenRefusal(_status: number, body: unknown): readonly Issue[] | undefined {
  return oauthError.safeParse(body).success ? [] : undefined;
}

/** Recognizes Run:ai's own error body, whose `code` is the status. It names no values of the input. Undefined for any other body. */
export function runaiRefusal(status: number, body: unknown): readonly Issue[] | undefined {
  return errorBody.safeParse(body).data?.code === status ? [] : undefined;
}
