import type { RequestListener } from 'node:http';
import {
  type CallToolResult,
  createMcpHandler,
  ProtocolError,
  ProtocolErrorCode,
  Server,
} from '@modelcontextprotocol/server';
import { createServerAdapter } from '@whatwg-node/server';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { McpConfig } from '../../mcp-config.ts';
import { version } from '../../version.ts';
import type { ClientRequest } from '../client-request.ts';
import { limits } from '../limits.ts';
import { send } from '../node-answers.ts';
import type { Pipeline } from '../pipeline.ts';
import type { YogaServerContext } from '../plugins/use-batches.ts';
import type { createYogaServer } from '../yoga.ts';
import { yogaListener } from '../yoga-listener.ts';
import { documentTools, priced } from './tools.ts';

export interface McpOptions extends McpConfig {
  readonly schema: GraphQLSchema;
  /** Executes the documents. */
  readonly yoga: ReturnType<typeof createYogaServer>;
  readonly log: Logger;
}

const implementation = { name: 'users-graph', version: version() };

/**
 * Serves the Model Context Protocol over streamable HTTP, with trusted documents as tools. Nothing is kept between requests:
 * each brings the credentials that its tools act with, and a tool does what `/graphql` does with its document.
 */
export function mcpListener(
  options: McpOptions,
  pipeline: Pick<Pipeline, 'contextOf' | 'mask' | 'readiness'>,
): RequestListener {
  const { schema, trustedDocuments, mutations, log } = options;
  const { tools, leftOut } = documentTools(schema, trustedDocuments, new Set(mutations));
  for (const left of leftOut) log.info(left, 'a trusted document or mutation is not an MCP tool');

  const serverFor = (clientRequest: ClientRequest): Server => {
    const server = new Server(implementation, { capabilities: { tools: {} } });
    let messages = 0;
    const count = () => {
      if (++messages > limits.batch) {
        throw new ProtocolError(ProtocolErrorCode.InvalidRequest, `A batch may have at most ${limits.batch} messages.`);
      }
    };
    server.setRequestHandler('tools/list', () => {
      count();
      const context = pipeline.contextOf(clientRequest, {});
      return { tools: [...tools.values()].map((each) => priced(each, context)) };
    });
    server.setRequestHandler('tools/call', async ({ params: { name, arguments: variables } }) => {
      count();
      const documentId = tools.get(name)?.documentId;
      if (!documentId) throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'There is no tool with this name.');
      return resultOf(await execute(options.yoga, { documentId, operationName: name, variables }, clientRequest));
    });
    return server;
  };

  const adapter = createServerAdapter<YogaServerContext>((request, { clientRequest }) =>
    createMcpHandler(() => serverFor(clientRequest), {
      maxSubscriptions: 0,
      maxRequestBodySize: limits.body,
    }).fetch(request),
  );
  const serve = yogaListener(adapter, pipeline);
  return (message, response) => {
    // A page that may not ask (DNS rebinding among others): Model Context Protocol, Transports, Security Warning.
    if (message.headers.origin && !response.hasHeader('access-control-allow-origin')) {
      return send(response, 403, 'text/plain; charset=utf-8', 'CORS_ORIGINS does not list the origin of this page.');
    }
    return serve(message, response);
  };
}

/** What a tool tells of the answer to its operation: an error where that brought nothing, no data or null in each field. */
function resultOf({ data, errors }: ExecutionResult): CallToolResult {
  const structuredContent = { ...(data !== undefined && { data }), ...(errors && { errors }) };
  const isError = errors !== undefined && Object.values(data ?? {}).every((value) => value === null);
  return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent, isError };
}

/** Sends a document to Yoga as a client would. */
async function execute(yoga: McpOptions['yoga'], body: object, clientRequest: ClientRequest): Promise<ExecutionResult> {
  const url = new URL(yoga.graphqlEndpoint, 'http://localhost');
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const response = await yoga.fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }, { clientRequest });
  return response.json();
}
