import type { ClientRequest } from '../client-request.ts';

/** Headers by which a platform's spans find the trace of the client: W3C Trace Context. */
export type TraceHeaders = Readonly<Record<string, string>>;

const ids = '(?!0{32})[\\da-f]{32}-(?!0{16})[\\da-f]{16}-[\\da-f]{2}';
/** Later versions than the first may append more. */
const traceparent = new RegExp(`^(?:00-${ids}|(?!00|ff)[\\da-f]{2}-${ids}(?:-[\\x20-\\x7e]*)?)$`);
const tracestate = /^[\x20-\x7e]{1,512}$/;
const none: TraceHeaders = {};

/**
 * The headers of a client's trace to pass on where this program makes no spans of its own, as they came. A `traceparent`
 * that is not well-formed is dropped, and `tracestate` with it.
 */
export function traceHeaders(request: ClientRequest): TraceHeaders {
  const parent = request.header('traceparent');
  if (parent === undefined || !traceparent.test(parent)) return none;
  const state = request.header('tracestate');
  return state !== undefined && tracestate.test(state)
    ? { traceparent: parent, tracestate: state }
    : { traceparent: parent };
}
