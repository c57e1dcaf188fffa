import type { Plugin } from 'graphql-yoga';
import { jsonTypes } from '../media-type.ts';

/**
 * Accepts bodies as JSON only (GraphQL over HTTP, §5.4), in UTF-8 and not compressed; and answers as JSON, multipart or
 * events. Anything else is refused before it is executed.
 * A page of another site can send a form or plain text without the browser's asking first, but not JSON: this keeps it from
 * acting through a visitor's browser.
 */
export function useOnlyUnderstood(): Plugin {
  return {
    onRequest({ request, endResponse, fetchAPI }) {
      const refuse = (status: number, message: string, headers = {}) =>
        endResponse(
          fetchAPI.Response.json(
            { errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }] },
            { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers } },
          ),
        );
      const { method, headers } = request;
      if (method === 'POST' && !jsonTypes.includes(headers.get('content-type') ?? '')) {
        return refuse(415, 'Send the operation as JSON in UTF-8, with the header "content-type: application/json".');
      }
      if (method === 'POST' && !/^(identity)?$/i.test(headers.get('content-encoding') ?? '')) {
        return refuse(415, 'Send the body as it is, without "content-encoding".', { 'accept-encoding': 'identity' });
      }
      // Nothing is left of what the client accepts: see `AcceptReader`.
      if (headers.get('accept') === '') {
        return refuse(406, 'Accept "application/graphql-response+json" or "application/json".');
      }
    },
  };
}
