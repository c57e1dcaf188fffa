import { afterEach, beforeEach, vi } from 'vitest';
import { type Collector, startCollector } from './collector.ts';
import { type Facade, graphOver } from './facade.ts';
import { validatingProxy } from './validating-proxy.ts';

/** A span as OTLP writes it. */
export interface Span {
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

export const traceId = '0af7651916cd43dd8448eb211c80319c';
export const parentId = 'b7ad6b7169203331';
/** The trace of a client, as its headers tell it. */
export const client = { traceparent: `00-${traceId}-${parentId}-01`, tracestate: 'vendor=1' };

/** For each test of the file: a collector of spans, a platform that notes what it is told, and a facade when it is started. */
export function tracing() {
  let collector: Collector;
  let proxy: Awaited<ReturnType<typeof validatingProxy>>;
  let facade: Facade;

  beforeEach(async () => {
    proxy = await validatingProxy('runai-2.24');
    collector = await startCollector();
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await proxy.close();
    await collector.close();
  });

  /** Starts a facade whose platform notes what it is told, with settings as the SDK reads them: from the environment. */
  async function start(settings: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
    facade = await graphOver({}, { RUNAI_URL: proxy.url, ...settings });
    proxy.forwardTo(facade.sandboxUrl);
  }

  const exports = () => collector.received.map(({ body }) => JSON.parse(body.toString()) as Export);
  /** All spans, once the facade has sent them. */
  async function spans(): Promise<Span[]> {
    await facade.close();
    return exports().flatMap(({ resourceSpans }) =>
      resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
    );
  }
  /** Asks for a page, and returns the answer. */
  const ask = (headers: Readonly<Record<string, string>> = client) =>
    facade.ask('query Named { users(first: 1) { nodes { id } } }', undefined, { headers });

  return {
    start,
    exports,
    spans,
    ask,
    /** The headers of the last call to the platform. */
    told: () => proxy.seen.at(-1)?.headers ?? {},
    get collector() {
      return collector;
    },
    get proxy() {
      return proxy;
    },
    get facade() {
      return facade;
    },
  };
}
