import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { badRequest } from '../bad-request.ts';

/** Checks what a request asks for where Yoga would do so too loosely. */
export function useParams(): Plugin {
  return {
    onRequestParse({ request, requestParser, setRequestParser }) {
      if (request.method === 'GET' && requestParser) setRequestParser(strictly(requestParser));
    },
    onParams({ params, setParams }) {
      // In a batch. Plugins that run before Yoga's own check would fail on it.
      if (params === null) throw badRequest('Expected params to be an object but given null.');
      const { operationName }: { readonly operationName?: unknown } = params;
      // Some clients send "" for no name.
      if (operationName === '') setParams({ ...params, operationName: undefined });
      if (operationName != null && typeof operationName !== 'string') throw badRequest('"operationName" must be text.');
    },
  };
}

type Parser = Parameters<Parameters<NonNullable<Plugin['onRequestParse']>>[0]['setRequestParser']>[0];

/** Reads the parameters of a URL, of which `variables` and `extensions` must be JSON. */
function strictly(parse: NonNullable<Parser>): NonNullable<Parser> {
  return async (request): Promise<GraphQLParams | GraphQLParams[] | Response> => {
    try {
      return (await parse(request)) as GraphQLParams;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      // The message of a parser repeats what it read.
      throw badRequest('"variables" and "extensions" must be JSON objects.');
    }
  };
}
