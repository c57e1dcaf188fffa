import { z } from 'zod';
import type { Issue } from '../rest/errors.ts';

/** Issues of one refusal that are passed on at most. */
const mostIssues = 20;

/** A place is a short token; what is longer or other than that may be anything, and is dropped. */
const place = z.object({ path: z.string().regex(/^[\w.[\]-]{1,100}$/) });

const refusal = z.object({ _embedded: z.object({ errors: z.array(z.unknown()) }) });

/** The places in the input that Kestra names in `_embedded.errors` of a refusal. Its texts are left out: see `Issue`. */
export function issuesOf(body: unknown): Issue[] {
  const { data } = refusal.safeParse(body);
  const places = (data?._embedded.errors ?? []).slice(0, mostIssues).flatMap((error) => {
    const { data: named } = place.safeParse(error);
    return named ? [named.path] : [];
  });
  return [...new Set(places)].map((path) => ({ path, message: 'is refused by Kestra' }));
}
