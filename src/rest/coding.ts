import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib';
import { BadResponseError } from '../errors.ts';
import { AnswerFault } from './causes.ts';
import type { Incoming } from './exchange.ts';

type Decode = (body: Buffer, options: { readonly maxOutputLength: number }) => Promise<Buffer>;

const decodeGzip: Decode = promisify(gunzip);
const decodeZlib: Decode = promisify(inflate);
const decodeDeflate: Decode = promisify(inflateRaw);

/** Named as in RFC 9110 §8.4.1, RFC 7932 and RFC 8878. Some servers send `deflate` without its zlib wrapper. */
const decoders: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  ['gzip', decodeGzip],
  ['x-gzip', decodeGzip],
  ['deflate', (body, options) => (isZlib(body) ? decodeZlib(body, options) : decodeDeflate(body, options))],
  ['br', promisify(brotliDecompress)],
  ['zstd', promisify(zstdDecompress)],
]);

/** Registered codings that this file cannot decode. Messages name these only, and no other text that was sent. */
const namable = ['aes128gcm', 'compress', 'dcb', 'dcz', 'exi', 'pack200-gzip', 'x-compress'];

/** Decoding takes time for each coding, and no server has a reason to apply more. */
const mostCodings = 2;

/**
 * Decodes the body of an answer. Requests ask for no content coding, but some servers apply one anyway.
 * @param mostBytes the largest size of the decoded body
 * @throws {BadResponseError} where a success cannot be decoded; any other answer keeps its status and gets an empty body
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
        ? new BadResponseError(`${platform} sent an answer that is too large.`, { cause })
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

/** Whether the body begins with a zlib header (RFC 1950 §2.2). */
function isZlib(body: Buffer): boolean {
  return body.length > 1 && body.readUInt8(0) % 16 === 8 && body.readUInt16BE(0) % 31 === 0;
}
