import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { askInParts } from '../support/parts.ts';
import { post } from '../support/post.ts';
import { validatingProxy } from '../support/validating-proxy.ts';

/** A span as OTLP writes it. */
interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly endTimeUnixNano: string;
  readonly name: string;
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
  readonly status: { readonly code?: number };
}
interface Export {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly Span[] }[] }[];
}

let collector: Server;
let received: Export[];
let proxy: Awaited<ReturnType<typeof validatingProxy>>;
let facade: Facade;
beforeEach(async () => {
  received = [];
  collector = createServer(async (request, response) => {
    if (request.url === '/v1/traces') received.push((await json(request)) as Export);
    response.end('{}');
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const { port } = collector.address() as AddressInfo;
  proxy = await validatingProxy('runai-2.24');
  const settings = { RUNAI_URL: proxy.url, OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` };
  facade = await graphOver({}, settings);
  proxy.forwardTo(facade.sandboxUrl);
});
afterEach(async () => {
  await proxy.close();
  collector.closeAllConnections();
  await new Promise((resolve) => collector.close(resolve));
});

/** All spans, once the facade has sent them. */
async function spans(): Promise<Span[]> {
  await facade.close();
  return received.flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
  );
}
const attribute = ({ attributes }: Span, name: string) => {
  const { value } = attributes.find(({ key }) => key === name) ?? {};
  return value && Object.values(value)[0];
};

const traceId = '0af7651916cd43dd8448eb211c80319c';
const parentId = 'b7ad6b7169203331';

test("an operation and its REST calls are spans of the client's trace, and the platform is told of them", async () => {
  const document = 'query Named { users(first: 3) { totalCount nodes { username creator { username } } } }';
  const { errors } = await facade.ask(document, undefined, {
    headers: { traceparent: `00-${traceId}-${parentId}-01`, tracestate: 'vendor=1' },
  });
  expect(errors).toBeUndefined();
  const told = proxy.seen.map(({ headers }) => headers.traceparent);
  expect(new Set(proxy.seen.map(({ headers }) => headers.tracestate))).toEqual(new Set(['vendor=1']));
  const all = await spans();
  const operation = all.find(({ name }) => name === 'graphql query');
  expect(operation).toMatchObject({ traceId, parentSpanId: parentId });
  expect(operation && attribute(operation, 'graphql.operation.name')).toBe('Named');
  const calls = all.filter((span) => span !== operation);
  expect(calls.length).toBe(told.length);
  expect(calls.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['GET /api/v1/users', 'GET /api/v1/users/count']),
  );
  for (const call of calls) {
    expect(call).toMatchObject({ traceId, parentSpanId: operation?.spanId });
    expect(attribute(call, 'http.response.status_code')).toBe(200);
  }
  expect(calls.map(({ spanId }) => `00-${traceId}-${spanId}-01`).toSorted()).toEqual(told.toSorted());
});

test('operations at the same time keep their calls apart, also those of one batch', async () => {
  await facade.misbehave({ operationId: '*', latencyMs: 30 });
  const query = (name: string) => `query ${name} { users(search: "${name}") { totalCount nodes { id } } }`;
  await Promise.all([
    facade.ask(query('a')),
    facade.ask(query('b')),
    post(facade.url, JSON.stringify([{ query: query('c') }, { query: query('d') }])),
  ]);
  const all = await spans();
  const operations = all.filter(({ name }) => name === 'graphql query');
  expect(new Set(operations.map((span) => span.traceId)).size).toBe(4);
  for (const { spanId, traceId } of operations) {
    const calls = all.filter(({ parentSpanId }) => parentSpanId === spanId);
    expect(calls).toHaveLength(2);
    for (const call of calls) expect(call.traceId).toBe(traceId);
  }
});

test('the span of an operation lasts until its last part', async () => {
  await facade.misbehave({ operationId: 'count_users', latencyMs: 200 });
  const { parts } = await askInParts(facade.url, '{ users(first: 1) { nodes { id } ... @defer { totalCount } } }');
  for await (const _ of parts);
  const all = await spans();
  const operation = all.find(({ name }) => name === 'graphql query');
  const calls = all.filter((span) => span !== operation);
  expect(calls.map(({ name }) => name).toSorted()).toEqual(['GET /api/v1/users', 'GET /api/v1/users/count']);
  for (const { parentSpanId, endTimeUnixNano } of calls) {
    expect(parentSpanId).toBe(operation?.spanId);
    expect(BigInt(operation?.endTimeUnixNano ?? 0)).toBeGreaterThanOrEqual(BigInt(endTimeUnixNano));
  }
});

test('what fails says why, and each try is a span', async () => {
  await facade.misbehave({ operationId: 'get_users', status: 503, retryAfter: 0 });
  await facade.ask('{ users(first: 1) { nodes { id } } }');
  const all = await spans();
  expect(all.map((span) => [span.name, attribute(span, 'error.type'), span.status.code])).toEqual([
    ...Array(3).fill(['GET /api/v1/users', '503', 2]),
    ['graphql query', 'UPSTREAM_UNAVAILABLE', 2],
  ]);
});

test('what a client does not want traced is not, and no value is in any span', async () => {
  const canary = 'cAnAry';
  await facade.ask(`{ users(search: "${canary}") { totalCount } }`, undefined, {
    headers: { traceparent: `00-${traceId}-${parentId}-00` },
  });
  expect(proxy.seen.at(-1)?.headers.traceparent).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-00$`));
  await facade.ask(`{ users(search: "${canary}") { totalCount } user(by: { userId: "${canary}" }) { id } }`);
  const all = await spans();
  expect(all.filter((span) => span.traceId === traceId)).toEqual([]);
  expect(all).not.toEqual([]);
  for (const secret of [canary, 'sandbox-admin']) expect(JSON.stringify(received)).not.toContain(secret);
});
