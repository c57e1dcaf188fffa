import type { RestClient } from '../rest/client.ts';
import type { ClientRequest } from './client-request.ts';

/** The request headers that may carry credentials for any of these platforms, in lower case, each once. */
export function credentialHeaders(clients: readonly RestClient[]): string[] {
  return [...new Set(clients.flatMap(({ upstream }) => upstream.headers.map((header) => header.toLowerCase())))];
}

const visible = /^[\x21-\x7e][\x20-\x7e]*$/;

/**
 * The credentials to pass on, from the first of these headers that the request has; undefined when it has none, or when the
 * value holds what a header cannot carry.
 */
export function credentials(request: Pick<ClientRequest, 'header'>, headers: readonly string[]): string | undefined {
  const value = headers.map((header) => request.header(header)).find((found) => found !== undefined);
  return value !== undefined && visible.test(value) ? value : undefined;
}
