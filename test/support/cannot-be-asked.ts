import type { Fault } from './facade.ts';
import type { Http2Conduct } from './raw-http2-server.ts';
import { type Conduct, rawAnswer } from './raw-server.ts';

/*
 * A platform that does not let itself be asked what became of a write, so that it stays unknown.
 */

/**
 * Faults to put behind those of a write.
 * @param before the operation that is read before the write is sent
 */
export const cannotBeAsked = (before?: string): readonly Fault[] => [
  ...(before === undefined ? [] : [{ operationId: before, times: 1, latencyMs: 0 }]),
  { operationId: '*', status: 403 },
];

/** Does so with whatever is a write. */
export const onWrites =
  (conduct: Conduct): Conduct =>
  (socket, wire, call) => {
    if (call.startsWith('GET')) socket.write(rawAnswer('403 Forbidden', '{}'));
    else conduct(socket, wire, call);
  };

/** The same over HTTP/2. */
export const onHttp2Writes =
  (conduct: Http2Conduct): Http2Conduct =>
  (stream, session, call) => {
    if (!call.startsWith('GET')) return conduct(stream, session, call);
    stream.respond({ ':status': 403, 'content-type': 'application/json' });
    stream.end('{}');
  };
