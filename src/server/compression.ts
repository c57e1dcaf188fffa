import type { IncomingMessage, ServerResponse } from 'node:http';
import { constants } from 'node:zlib';
import compression from 'compression';
import { isMultipart } from './incremental.ts';

/** Bytes below which an answer goes as it is: it fits into one packet anyway. */
const threshold = 1024;

/**
 * Answers are made anew each time, so that what counts is how fast they are compressed. A page of 100 users (14 kB) takes
 * 0.16 ms of CPU and leaves 6 kB; the libraries' own levels take up to twice as long and save a twentieth more.
 */
const compressing = compression({
  threshold,
  level: constants.Z_BEST_SPEED,
  brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } },
  filter: (request, response) =>
    isMultipart(response.getHeader('content-type')) || compression.filter(request, response),
});

/** The library's types are those of Express; it uses only what Node's own objects have, and adds `flush`. */
type Handled = Parameters<typeof compressing>;

/**
 * Has an answer compressed, by Brotli or gzip, where its client accepts that and it is worth it. What says `no-transform`
 * is sent as it is (RFC 9111, §5.2.2.6), and so are answers of mutations.
 * A POST without `accept-encoding` is not touched: no cache keeps its answer, so that `vary` has nothing to tell.
 */
export function compress(message: IncomingMessage, response: ServerResponse): void {
  if (message.method === 'POST' && !message.headers['accept-encoding']) return;
  const wrapped = response as Handled[1];
  compressing(message as Handled[0], wrapped, () => flushParts(wrapped));
}

/** Sends each part of a multipart answer when it is written: the library would wait until it has filled a block. */
function flushParts(response: Handled[1]): void {
  const { write } = response;
  let waiting = false;
  const flush = () => {
    waiting = false;
    response.flush();
  };
  response.write = ((...chunk: Parameters<typeof write>) => {
    const goOn = write.apply(response, chunk);
    // A part is written in several pieces, one right after the other: they are sent together.
    if (!waiting && isMultipart(response.getHeader('content-type'))) {
      waiting = true;
      setImmediate(flush);
    }
    return goOn;
  }) as typeof write;
}
