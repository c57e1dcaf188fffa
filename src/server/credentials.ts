const visible = /^[\x21-\x7e][\x20-\x7e]*$/;

/** A credentials header as it can be passed on; undefined when it is absent or holds what a header cannot carry. */
export function credentials(request: Request, header: string): string | undefined {
  const value = request.headers.get(header);
  return value !== null && visible.test(value) ? value : undefined;
}
