import { describe, expect, test } from 'vitest';
import { client, parentId, traceId, tracing } from '../support/tracing.ts';

/* The settings of OpenTelemetry, as its SDK reads them. */

const traced = tracing();
const { ask, exports, spans, start, told } = traced;

describe('as the standard has it', () => {
  const endpoint = () => ({ OTEL_EXPORTER_OTLP_ENDPOINT: traced.collector.url });
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
      ...(type === 'application/grpc' ? { OTEL_EXPORTER_OTLP_ENDPOINT: traced.collector.grpcUrl } : endpoint()),
      ...settings,
    });
    await ask();
    await traced.facade.close();
    expect(traced.collector.received).toMatchObject([{ path, type }]);
    expect(traced.collector.received[0]?.body.toString('latin1')).toContain('graphql query');
  });

  test('the collector gets the headers that are set, and the name and attributes of the service', async () => {
    await start({
      ...json(),
      OTEL_EXPORTER_OTLP_HEADERS: 'api-key=k1',
      OTEL_SERVICE_NAME: 'people',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment=test',
    });
    await ask();
    await traced.facade.close();
    expect(traced.collector.received[0]?.headers['api-key']).toBe('k1');
    const { attributes } = exports()[0]?.resourceSpans[0]?.resource ?? { attributes: [] };
    expect(attributes).toContainEqual({ key: 'service.name', value: { stringValue: 'people' } });
    expect(attributes).toContainEqual({ key: 'deployment.environment', value: { stringValue: 'test' } });
  });

  test('a batch is sent as soon as is set', async () => {
    await start({ ...json(), OTEL_BSP_SCHEDULE_DELAY: '50' });
    await ask();
    await expect.poll(() => traced.collector.received.length).toBeGreaterThan(0);
    await traced.facade.close();
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
      await traced.facade.close();
      expect(traced.collector.received).toEqual([]);
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
    expect(traced.facade.lines.join('')).toContain('sometimes');
    await traced.facade.close();
  });

  test('a collector that refuses, or is not there, is told without its words, and holds up no end', async () => {
    await start(json());
    traced.collector.refuse('cAnAry');
    await ask();
    await traced.collector.close();
    await ask();
    const begun = performance.now();
    await traced.facade.close();
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(traced.facade.lines.join('')).not.toContain('cAnAry');
  });
});
