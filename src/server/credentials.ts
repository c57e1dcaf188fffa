const visible = /^[\x21-\x7e][\x20-\x7e]*$/;

/**
 * Credentials as they can be passed on, from the first of these headers that is there; undefined when none is, or when
 * it holds what a header cannot carry.
 */
export function credentials(request: Request, headers: readonly string[]): string | undefined {
  const value = headers.map((header) => request.headers.get(header)).find((found) => found !== null);
  return value != null && visible.test(value) ? value : undefined;
}
