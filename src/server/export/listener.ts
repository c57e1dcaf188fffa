import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { GraphQLError, type GraphQLSchema, Kind, parse } from 'graphql';
import type { ServedPlatform } from '../../platform.ts';
import { ClientRequest, clientOf } from '../client-request.ts';
import { internalCode } from '../masking.ts';
import { announceClose, sendErrors } from '../node-answers.ts';
import { Operation } from '../operations/operation.ts';
import type { Pipeline } from '../pipeline.ts';
import { ExportError, readPages } from './read-pages.ts';

/**
 * Rows of a page. The last row of the page before and the row after the page are read, too: together they are as many as a
 * platform gives in one call.
 */
const pageSize = 498;

export interface ExportOptions extends Pipeline {
  readonly schema: GraphQLSchema;
}

/** Statuses of errors before the first row, unless they have one of their own. All others are 502: the platform is at fault. */
const statuses: Readonly<Record<string, number>> = {
  COST_LIMIT_EXCEEDED: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
  [internalCode]: 500,
  UPSTREAM_TIMEOUT: 504,
};

/**
 * Serves whole lists of users as JSON Lines (https://jsonlines.org), one user in each line, under the credentials of the request.
 * Memory holds one page at a time. If a later page cannot be read, the connection is cut before the end of the message, so that
 * no client takes the list for complete (RFC 9112 §8).
 * @returns a listener for each path
 */
export function exportListeners(options: ExportOptions, platforms: readonly ServedPlatform[]) {
  return new Map(
    platforms.map((platform) => {
      const { list } = platform.exported;
      const file = `${list.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.jsonl`;
      const operation = operationFor(options, platform);
      const serve = (message: IncomingMessage, response: ServerResponse) =>
        answer(options, operation, file, message, response);
      return [`/export/${file}`, serve] as const;
    }),
  );
}

function operationFor({ schema, config }: ExportOptions, { exported: { list, fields } }: ServedPlatform): Operation {
  const first = Math.min(pageSize, config.maxPageSize);
  const document = parse(`query Export($after: String) {
    ${list}(first: ${first}, after: $after) { edges { cursor node { ${fields} } } pageInfo { hasNextPage } }
  }`);
  const definition = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!definition) throw new Error('The export has no operation.');
  return new Operation(schema, document, definition);
}

async function answer(
  options: ExportOptions,
  operation: Operation,
  file: string,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const client = clientOf(response);
  const pages = readPages(options, operation, () => new ClientRequest(message, response, client));
  try {
    for await (const rows of pages) {
      if (!response.headersSent) {
        response.setHeader('cache-control', 'no-store');
        announceClose(response, options.readiness);
        response.writeHead(200, {
          'content-type': 'application/jsonl; charset=utf-8',
          'content-disposition': `attachment; filename="${file}"`,
        });
      }
      // Whether the list can be read, and by which headers it would come, the first page has shown.
      if (message.method === 'HEAD') break;
      if (!response.write(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))) await drained(response);
      if (response.destroyed) return;
    }
    response.end();
  } catch (error) {
    if (response.headersSent || response.destroyed) return void response.destroy();
    refuse(response, error instanceof ExportError ? error.errors : [options.mask(error)]);
  }
}

/** Refuses an export. The errors have no locations and paths, because the client sent no document. */
function refuse(response: ServerResponse, errors: readonly GraphQLError[]): void {
  const { code, retryAfterMs } = errors[0]?.extensions ?? {};
  if (typeof retryAfterMs === 'number') response.setHeader('retry-after', Math.ceil(retryAfterMs / 1000));
  const shown = errors.map(({ message, extensions }) => new GraphQLError(message, { extensions }));
  sendErrors(response, shown, statuses[String(code)] ?? 502);
}

/** Waits until the client has taken what was written, or has left. */
async function drained(response: ServerResponse): Promise<void> {
  if (response.destroyed) return;
  const left = new AbortController();
  const { signal } = left;
  await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]).finally(() =>
    left.abort(),
  );
}
