import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Collector, startCollector } from '../support/collector.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { askMultipart } from '../support/multipart.ts';
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
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: Span['attributes'] };
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
}

let collector: Collector;
let proxy: Awaited<ReturnType<typeof validatingProxy>>;
let facade: Facade;

/** Starts a facade whose platform notes what it is told, with settings as the SDK reads them: from the environment. */
async function start(settings: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  facade = await graphOver({}, { RUNAI_URL: proxy.url, ...settings });
  proxy.forwardTo(facade.sandboxUrl);
}

beforeEach(async () => {
  proxy = await validatingProxy('runai-2.24');
  collector = await startCollector();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await proxy.close();
  await collector.close();
});

const exports = () => collector.received.map(({ body }) => JSON.parse(body.toString()) as Export);
/** All spans, once the facade has sent them. */
async function spans(): Promise<Span[]> {
  await facade.close();
  return exports().flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
  );
}
const attribute = ({ attributes }: Span, name: string) => {
  const { value } = attributes.find(({ key }) => key === name) ?? {};
  return value && Object.values(value)[0];
};

const traceId = '0af7651916cd43dd8448eb211c80319c';
const parentId = 'b7ad6b7169203331';
const byName = (a: { readonly name: string }, b: { readonly name: string }) => (a.name < b.name ? -1 : 1);

describe('with a collector', () => {
  beforeEach(() => start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' }));

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

  test('an operation that was executed before has a span and calls of its own', async () => {
    const document = 'query Again { users(first: 2) { totalCount nodes { username } } }';
    const traces = ['a', 'b', 'c'].map((digit) => digit.repeat(32));
    for (const id of traces) {
      await facade.ask(document, undefined, { headers: { traceparent: `00-${id}-${parentId}-01` } });
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
    const { parts } = await askMultipart(facade.url, '{ users(first: 1) { nodes { id } ... @defer { totalCount } } }');
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
    await facade.misbehave({ operationId: 'get_users', status: 503, retryAfter: 0 });
    await facade.ask('{ users(first: 1) { nodes { id } } }');
    const all = await spans();
    expect(all.map((span) => [span.name, attribute(span, 'error.type'), span.status.code])).toEqual([
      ...Array(3).fill(['GET /api/v1/users', '503', 2]),
      ['graphql query', 'UPSTREAM_UNAVAILABLE', 2],
    ]);
  });

  test('an operation that is refused has a span that says so', async () => {
    await facade.ask('query ($first: Int) { users(first: $first) { totalCount } }', { first: 'many' });
    expect((await spans()).map((span) => [span.name, attribute(span, 'error.type')])).toEqual([
      ['graphql query', 'BAD_USER_INPUT'],
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
    for (const secret of [canary, 'sandbox-admin']) expect(JSON.stringify(exports())).not.toContain(secret);
  });
});

const client = { traceparent: `00-${traceId}-${parentId}-01`, tracestate: 'vendor=1' };
const ask = (headers: Readonly<Record<string, string>> = client) =>
  facade.ask('query Named { users(first: 1) { nodes { id } } }', undefined, { headers });
const told = () => proxy.seen.at(-1)?.headers ?? {};

describe('as the standard has it', () => {
  const endpoint = () => ({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  const json = () => ({ ...endpoint(), OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' });

  test.each([
    [{}, '/v1/traces', 'application/x-protobuf'],
    [{ OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' }, '/v1/traces', 'application/json'],
    [
      { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
      '/opentelemetry.proto.collector.trace.v1.TraceService/Export',
      'application/grpc',
    ],
    [
      { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc', OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/protobuf' },
      '/v1/traces',
      'application/x-protobuf',
    ],
  ])('%o sends to %s as %s', async (settings: Readonly<Record<string, string>>, path, type) => {
    await start({
      ...(type === 'application/grpc' ? { OTEL_EXPORTER_OTLP_ENDPOINT: collector.grpcUrl } : endpoint()),
      ...settings,
    });
    await ask();
    await facade.close();
    expect(collector.received).toMatchObject([{ path, type }]);
    expect(collector.received[0]?.body.toString('latin1')).toContain('graphql query');
  });

  test('the collector gets the headers that are set, and the name and attributes of the service', async () => {
    await start({
      ...json(),
      OTEL_EXPORTER_OTLP_HEADERS: 'api-key=k1',
      OTEL_SERVICE_NAME: 'people',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment=test',
    });
    await ask();
    await facade.close();
    expect(collector.received[0]?.headers['api-key']).toBe('k1');
    const { attributes } = exports()[0]?.resourceSpans[0]?.resource ?? { attributes: [] };
    expect(attributes).toContainEqual({ key: 'service.name', value: { stringValue: 'people' } });
    expect(attributes).toContainEqual({ key: 'deployment.environment', value: { stringValue: 'test' } });
  });

  test('a batch is sent as soon as is set', async () => {
    await start({ ...json(), OTEL_BSP_SCHEDULE_DELAY: '50' });
    await ask();
    await expect.poll(() => collector.received.length).toBeGreaterThan(0);
    await facade.close();
  });

  test.each([
    ['always_off', {}, client, /^00-0af7651916cd43dd8448eb211c80319c-(?!b7ad6b7169203331)[0-9a-f]{16}-00$/],
    ['parentbased_always_off', {}, {}, /^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/],
    ['traceidratio', { OTEL_TRACES_SAMPLER_ARG: '0' }, client, /^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-00$/],
  ])(
    '%s makes no span, and the platform is told that the trace is not recorded',
    async (sampler, more, headers, parent) => {
      await start({ ...json(), OTEL_TRACES_SAMPLER: sampler, ...more });
      await ask(headers);
      expect(told().traceparent).toMatch(parent);
      expect(told().tracestate).toBe(headers === client ? 'vendor=1' : undefined);
      await facade.close();
      expect(collector.received).toEqual([]);
    },
  );

  test('always_on records what the client does not', async () => {
    await start({ ...json(), OTEL_TRACES_SAMPLER: 'always_on' });
    await ask({ traceparent: `00-${traceId}-${parentId}-00` });
    expect(told().traceparent).toMatch(/-01$/);
    expect((await spans()).map((span) => span.traceId)).toEqual([traceId, traceId]);
  });

  test('OTEL_PROPAGATORS says by which headers traces are found', async () => {
    await start({ ...json(), OTEL_PROPAGATORS: 'b3' });
    await ask({ ...client, b3: `${traceId}-${parentId}-1` });
    expect(told()).toMatchObject({ b3: expect.stringMatching(new RegExp(`^${traceId}-[0-9a-f]{16}-1$`)) });
    expect(told()).not.toHaveProperty('traceparent');
    expect((await spans()).map((span) => span.traceId)).toEqual([traceId, traceId]);
  });

  test('a value that the SDK does not know is told in the log', async () => {
    await start({ ...json(), OTEL_TRACES_SAMPLER: 'sometimes' });
    expect(facade.lines.join('')).toContain('sometimes');
    await facade.close();
  });

  test('a collector that refuses, or is not there, is told without its words, and holds up no end', async () => {
    await start(json());
    collector.refuse('cAnAry');
    await ask();
    await collector.close();
    await ask();
    const begun = performance.now();
    await facade.close();
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(facade.lines.join('')).not.toContain('cAnAry');
  });
});

describe.each([
  ['off', {}],
  ['off by OTEL_TRACES_EXPORTER=none', { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector', OTEL_TRACES_EXPORTER: 'none' }],
  ['off by OTEL_SDK_DISABLED=true', { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector', OTEL_SDK_DISABLED: 'true' }],
])('where tracing is %s', (_, settings: Readonly<Record<string, string>>) => {
  beforeEach(() =>
    start({ ...settings, ...(settings.OTEL_EXPORTER_OTLP_ENDPOINT && { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }) }),
  );
  afterEach(() => facade.close());

  test("the client's trace is passed on as it came, reads and writes alike, and nothing is sent", async () => {
    await ask({ ...client, baggage: 'user=ada' });
    expect(told()).toMatchObject(client);
    expect(told()).not.toHaveProperty('baggage');
    const later = { traceparent: `01-${traceId}-${parentId}-03-more` };
    await facade.ask('mutation { deleteUser(input: { userId: "VXNlcjpub2JvZHk=" }) { __typename } }', undefined, {
      headers: later,
    });
    expect(told()).toMatchObject(later);
    expect(told()).not.toHaveProperty('tracestate');
    await ask({});
    expect(told()).not.toHaveProperty('traceparent');
    expect(collector.received).toEqual([]);
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
  await facade.close();
});
