import { z } from 'zod';
import type { Issue } from '../errors.ts';

const errorBody = z.object({ code: z.int(), message: z.string() });

/** Of Run:ai's own error body, whose `code` is the status, no places: it names none. Undefined where the body is another. */
export function runaiRefusal(status: number, body: unknown): readonly Issue[] | undefined {
  return errorBody.safeParse(body).data?.code === status ? [] : undefined;
}
