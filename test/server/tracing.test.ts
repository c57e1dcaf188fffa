import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { askMultipart } from '../support/multipart.ts';
import { post } from '../support/post.ts';
import { client, parentId, type Span, traceId, tracing } from '../support/tracing.ts';

const traced = tracing();
const { ask, exports, spans, start, told } = traced;

const attribute = ({ attributes }: Span, name: string) => {
  const { value } = attributes.find(({ key }) => key === name) ?? {};
  return value && Object.values(value)[0];
};
const byName = (a: { readonly name: string }, b: { readonly name: string }) => (a.name < b.name ? -1 : 1);

describe('with a collector', () => {
  beforeEach(() =>
    start({ OTEL_EXPORTER_OTLP_ENDPOINT: traced.collector.url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' }),
  );

  test("an operation and its REST calls are spans of the client's trace, and the platform is told of them", async () => {
    const document = 'query Named { users(first: 3) { totalCount nodes { username creator { username } } } }';
    const { errors } = await traced.facade.ask(document, undefined, {
      headers: { traceparent: `00-${traceId}-${parentId}-01`, tracestate: 'vendor=1' },
    });
    expect(errors).toBeUndefined();
    const told = traced.proxy.seen.map(({ headers }) => headers.traceparent);
    expect(new Set(traced.proxy.seen.map(({ headers }) => headers.tracestate))).toEqual(new Set(['vendor=1']));
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

  test('an operation that was executed before has a span and calls of its own', async () => {
    const document = 'query Again { users(first: 2) { totalCount nodes { username } } }';
    const traces = ['a', 'b', 'c'].map((digit) => digit.repeat(32));
    for (const id of traces) {
      await traced.facade.ask(document, undefined, { headers: { traceparent: `00-${id}-${parentId}-01` } });
    }
    const all = await spans();
    for (const id of traces) {
      const [operation, ...calls] = all
        .filter((span) => span.traceId === id)
        .toSorted(byName)
        .toReversed();
      expect(operation).toMatchObject({ name: 'graphql query', parentSpanId: parentId });
      expect(calls.map(({ name }) => name)).toEqual(['GET /api/v1/users/count', 'GET /api/v1/users']);
      for (const call of calls) expect(call.parentSpanId).toBe(operation?.spanId);
    }
  });

  test('operations at the same time keep their calls apart, also those of one batch', async () => {
    await traced.facade.misbehave({ operationId: '*', latencyMs: 30 });
    const query = (name: string) => `query ${name} { users(search: "${name}") { totalCount nodes { id } } }`;
    await Promise.all([
      traced.facade.ask(query('a')),
      traced.facade.ask(query('b')),
      post(traced.facade.url, JSON.stringify([{ query: query('c') }, { query: query('d') }])),
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
    await traced.facade.misbehave({ operationId: 'count_users', latencyMs: 200 });
    const { parts } = await askMultipart(
      traced.facade.url,
      '{ users(first: 1) { nodes { id } ... @defer { totalCount } } }',
    );
    for await (const _ of parts);
    const all = await spans();
    const operation = all.find(({ name }) => name === 'graphql query');
    const calls = all.filter((span) => span !== operation);
    expect(calls.map(({ name }) => name).toSorted()).toEqual(['GET /api/v1/users', 'GET /api/v1/users/count']);
    for (const { parentSpanId, endTimeUnixNano } of calls) {
      expect(parentSpanId).toBe(operation?.spanId);
      // Each span counts from a millisecond of its own.
      expect(BigInt(operation?.endTimeUnixNano ?? 0) + 1_000_000n).toBeGreaterThanOrEqual(BigInt(endTimeUnixNano));
    }
  });

  test('what fails says why, and each try is a span', async () => {
    await traced.facade.misbehave({ operationId: 'get_users', status: 503, retryAfter: 0 });
    await traced.facade.ask('{ users(first: 1) { nodes { id } } }');
    const all = await spans();
    expect(all.map((span) => [span.name, attribute(span, 'error.type'), span.status.code])).toEqual([
      ...Array(3).fill(['GET /api/v1/users', '503', 2]),
      ['graphql query', 'UPSTREAM_UNAVAILABLE', 2],
    ]);
  });

  test('an operation that is refused has a span that says so', async () => {
    await traced.facade.ask('query ($first: Int) { users(first: $first) { totalCount } }', { first: 'many' });
    expect((await spans()).map((span) => [span.name, attribute(span, 'error.type')])).toEqual([
      ['graphql query', 'BAD_USER_INPUT'],
    ]);
  });

  test('what a client does not want traced is not, and no value is in any span', async () => {
    const canary = 'cAnAry';
    await traced.facade.ask(`{ users(search: "${canary}") { totalCount } }`, undefined, {
      headers: { traceparent: `00-${traceId}-${parentId}-00` },
    });
    expect(traced.proxy.seen.at(-1)?.headers.traceparent).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-00$`));
    await traced.facade.ask(`{ users(search: "${canary}") { totalCount } user(by: { userId: "${canary}" }) { id } }`);
    const all = await spans();
    expect(all.filter((span) => span.traceId === traceId)).toEqual([]);
    expect(all).not.toEqual([]);
    for (const secret of [canary, 'sandbox-admin']) expect(JSON.stringify(exports())).not.toContain(secret);
  });
});

describe.each([
  ['off', {}],
  ['off by OTEL_TRACES_EXPORTER=none', { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector', OTEL_TRACES_EXPORTER: 'none' }],
  ['off by OTEL_SDK_DISABLED=true', { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector', OTEL_SDK_DISABLED: 'true' }],
])('where tracing is %s', (_, settings: Readonly<Record<string, string>>) => {
  beforeEach(() =>
    start({
      ...settings,
      ...(settings.OTEL_EXPORTER_OTLP_ENDPOINT && { OTEL_EXPORTER_OTLP_ENDPOINT: traced.collector.url }),
    }),
  );
  afterEach(() => traced.facade.close());

  test("the client's trace is passed on as it came, reads and writes alike, and nothing is sent", async () => {
    await ask({ ...client, baggage: 'user=ada' });
    expect(told()).toMatchObject(client);
    expect(told()).not.toHaveProperty('baggage');
    const later = { traceparent: `01-${traceId}-${parentId}-03-more` };
    await traced.facade.ask(
      'mutation { deleteUser(input: { userId: "VXNlcjpub2JvZHk=" }) { __typename } }',
      undefined,
      {
        headers: later,
      },
    );
    expect(told()).toMatchObject(later);
    expect(told()).not.toHaveProperty('tracestate');
    await ask({});
    expect(told()).not.toHaveProperty('traceparent');
    expect(traced.collector.received).toEqual([]);
  });
});

test.each([
  '',
  'nonsense',
  `00-${traceId}-${parentId}-01-more`,
  `ff-${traceId}-${parentId}-01`,
  `00-${'0'.repeat(32)}-${parentId}-01`,
  `00-${traceId}-${'0'.repeat(16)}-01`,
  `00-${traceId.toUpperCase()}-${parentId}-01`,
])('a trace that is not well-formed is passed on to nobody: %s', async (traceparent) => {
  await start({});
  await ask({ ...client, traceparent });
  expect(told()).not.toHaveProperty('traceparent');
  expect(told()).not.toHaveProperty('tracestate');
  await traced.facade.close();
});
