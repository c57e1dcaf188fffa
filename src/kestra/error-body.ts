import { z } from 'zod';
import type { Issue } from '../errors.ts';

/** Issues of one refusal that are passed on at most. */
const mostIssues = 20;

/** A place is a short token; what is longer or other than that may be anything, and is dropped. */
const place = z.object({ path: z.string().regex(/^[\w.[\]-]{1,100}$/) });

const errorBody = z.object({
  message: z.string(),
  // Many a gateway answers with a message alone.
  _links: z.object({ self: z.unknown() }),
  _embedded: z.object({ errors: z.array(z.unknown()) }).optional(),
});

/** The names in a path such as `body.roles[0].id`, without the parameter of Kestra's method that holds the body. */
const segmentsOf = (path: string) =>
  path.split(/[.[\]]+/).filter((name, index) => name && !(index === 0 && name === 'body'));

/**
 * The places in the input that Kestra names in `_embedded.errors` of its error body, its texts left out: see `Issue`.
 * Undefined if the body is not Kestra's.
 */
export function kestraRefusal(_status: number, body: unknown): readonly Issue[] | undefined {
  const { data } = errorBody.safeParse(body);
  if (!data) return undefined;
  const places = (data._embedded?.errors ?? []).slice(0, mostIssues).flatMap((error) => {
    const { data: named } = place.safeParse(error);
    return named ? [segmentsOf(named.path)] : [];
  });
  // One place may be written in several ways: `a.b` and `.a.b`.
  const distinct = new Map(places.map((path) => [path.join('.'), path]));
  return [...distinct.values()].map((path) => ({ path, code: 'INVALID', message: 'is refused by Kestra' }));
}
