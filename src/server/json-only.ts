import type { Plugin } from 'graphql-yoga';

const json = /^application\/(graphql\+)?json(;|$)/i;

/**
 * Accepts bodies as JSON only (GraphQL over HTTP, §5.4). A page of another site can send a form or plain text without
 * the browser's asking first, but not JSON: this is what keeps it from acting through a visitor's browser.
 */
export function useJsonOnly(): Plugin {
  return {
    onRequest({ request, endResponse, fetchAPI }) {
      if (request.method !== 'POST' || json.test(request.headers.get('content-type') ?? '')) return;
      const message = 'Send the operation as JSON, with the header "content-type: application/json".';
      endResponse(
        fetchAPI.Response.json({ errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }] }, { status: 415 }),
      );
    },
  };
}
