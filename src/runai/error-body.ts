import { z } from 'zod';
import type { Issue } from '../errors.ts';

const errorBody = z.object({ code: z.int(), message: z.string() });

/** Recognizes Run:ai's own error body, whose `code` is the status. It names no values of the input. Undefined for any other body. */
export function runaiRefusal(status: number, body: unknown): readonly Issue[] | undefined {
  return errorBody.safeParse(body).data?.code === status ? [] : undefined;
}
