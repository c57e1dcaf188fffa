import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib';
import { BadResponseError } from '../errors.ts';
import { AnswerFault } from './causes.ts';
import type { Incoming } from './exchange.ts';

type Decode = (body: Buffer, options: { readonly maxOutputLength: number }) => Promise<Buffer>;

const decodeGzip: Decode = promisify(gunzip);
const decodeZlib: Decode = promisify(inflate);
const decodeDeflate: Decode = promisify(inflateRaw);

/** By the names of RFC 9110 §8.4.1, RFC 7932 and RFC 8878. Some servers leave out what wraps `deflate`. */
const decoders: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  ['gzip', decodeGzip],
  ['x-gzip', decodeGzip],
  ['deflate', (body, options) => (isZlib(body) ? decodeZlib(body, options) : decodeDeflate(body, options))],
  ['br', promisify(brotliDecompress)],
  ['zstd', promisify(zstdDecompress)],
]);

/** Registered codings that are not read here. What else a platform sends for a name is not repeated. */
const namable = ['aes128gcm', 'compress', 'dcb', 'dcz', 'exi', 'pack200-gzip', 'x-compress'];

/** Each takes the time of a whole body, and nobody has a reason for more. */
const mostCodings = 2;

/**
 * An answer whose body is out of its content coding. None is asked for; some servers apply one all the same.
 * @param mostBytes that the body may have
 * @throws {BadResponseError} where a success cannot be read. Of any other answer the status still counts: its body is left empty.
 */
export async function decoded(platform: string, answer: Incoming, mostBytes: number): Promise<Incoming> {
  const { 'content-encoding': header = '' } = answer.headers;
  const codings = header.split(',').map((coding) => coding.trim().toLowerCase());
  try {
    return { ...answer, body: await decode(platform, answer.body, codings.filter(isCoding), mostBytes) };
  } catch (error) {
    if (answer.status >= 200 && answer.status < 300) throw error;
    return { ...answer, body: Buffer.alloc(0) };
  }
}

const isCoding = (coding: string) => coding !== '' && coding !== 'identity';

async function decode(platform: string, body: Buffer, codings: readonly string[], mostBytes: number): Promise<Buffer> {
  if (codings.length > mostCodings) throw unreadable(platform, 'more than two content codings', 'several');
  let bytes = body;
  for (const coding of codings.toReversed()) {
    const decodeOne = decoders.get(coding);
    const name = decodeOne || namable.includes(coding) ? coding : 'another';
    if (!decodeOne) throw unreadable(platform, `the content coding "${name}", which nobody asked for`, name);
    if (bytes.length === 0) continue;
    bytes = await decodeOne(bytes, { maxOutputLength: mostBytes }).catch((cause) => {
      throw cause instanceof RangeError
        ? new BadResponseError(`${platform} sent an answer larger than is accepted.`, { cause })
        : unreadable(platform, `the content coding "${name}" that its body is not in`, name);
    });
  }
  return bytes;
}

function unreadable(platform: string, what: string, name: string): BadResponseError {
  return new BadResponseError(`${platform} sent an answer with ${what}.`, {
    cause: new AnswerFault('CONTENT_CODING', name),
  });
}

/** Whether it begins as RFC 1950 §2.2 has it. */
function isZlib(body: Buffer): boolean {
  return body.length > 1 && body.readUInt8(0) % 16 === 8 && body.readUInt16BE(0) % 31 === 0;
}
