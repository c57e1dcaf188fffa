import type { Document } from './openapi.ts';

/** Values of path parameters, by their names: a path that has all of them matches another operation too. */
export type AmbiguousValues = Readonly<Record<string, string>>;

/**
 * Finds the values with which a path matches the template of another operation of the same method too (OpenAPI, "Paths
 * Object": such matching is ambiguous). `GET /users/{userId}` with the value `count` is `GET /users/count`, and
 * percent-encoding the value changes nothing: encoded letters are equivalent to plain ones (RFC 3986 §6.2.2.2).
 * @param template of the operation whose values are wanted
 */
export function ambiguousValues(template: string, method: string, { paths }: Document): readonly AmbiguousValues[] {
  const own = template.split('/');
  return Object.entries(paths).flatMap(([other, methods]) => {
    const segments = other.split('/');
    if (other === template || !methods[method] || segments.length !== own.length) return [];
    const values: Record<string, string> = {};
    for (const [index, segment] of own.entries()) {
      const theirs = segments[index] ?? '';
      const name = parameterIn(segment);
      if (parameterIn(theirs) !== undefined) continue;
      if (name !== undefined) values[name] = theirs;
      else if (segment !== theirs) return [];
    }
    return Object.keys(values).length > 0 ? [values] : [];
  });
}

const parameterIn = (segment: string) => /^\{(\w+)\}$/.exec(segment)?.[1];
