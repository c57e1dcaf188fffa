import type { CORSOptions } from 'graphql-yoga';
import { requestIdHeader } from './request-id.ts';

/**
 * What pages of other origins may do: nothing, unless theirs is listed; `*` lists all. Cookies are never asked for, as
 * credentials come in headers that a page must hold.
 */
export function corsFor(origins: readonly string[]): (request: Request) => CORSOptions {
  return ({ headers }) => {
    const origin = headers.get('origin');
    if (!origin || !(origins.includes(origin) || origins.includes('*'))) return false;
    return { origin, methods: ['GET', 'POST'], credentials: false, exposedHeaders: [requestIdHeader], maxAge: 86_400 };
  };
}
