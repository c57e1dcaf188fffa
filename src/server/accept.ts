import { LRUCache } from 'lru-cache';
import { currentForm, multipartType } from './incremental.ts';
import { mediaTypeOf } from './media-type.ts';

/** What a whole answer can be; where a client likes both alike, the first that it names. */
const wholeTypes = ['application/json', 'application/graphql-response+json'];
/** What Yoga can answer with besides, to those who name it: the explorer's page, multipart, and events. */
const pageType = 'text/html';
const eventsType = 'text/event-stream';

/** The parameters that our answers have, or that say nothing about them. Another one asks for a form that we do not know. */
const known: Readonly<Record<string, RegExp>> = {
  charset: /^utf-?8$/i,
  deferspec: /^20220824$/,
  incrementalspec: /^v0\.2$/,
  boundary: /./,
};

/** Headers whose meaning is remembered. */
const mostHeaders = 100;

interface Range {
  readonly type: string;
  readonly weight: number;
  /** Whether incremental results are asked for in the current form. */
  readonly isCurrentForm: boolean;
}

/** Reads `Accept` headers, and remembers those of late. */
export class AcceptReader {
  readonly #read = new LRUCache<string, string>({ max: mostHeaders });

  /**
   * The `Accept` header that says the same in the plainest way (RFC 9110, §12.5.1): the media types that the client takes
   * and we have, in the order in which Yoga looks for them. Weights and parameters are gone, but for the form of incremental
   * results: what is named is welcome.
   * Empty where there is none.
   */
  plain(header: string | undefined): string {
    const accept = header?.trim() || '*/*';
    const read = this.#read.get(accept);
    if (read !== undefined) return read;
    const plain = acceptedTypes(accept).join(', ');
    this.#read.set(accept, plain);
    return plain;
  }
}

function acceptedTypes(accept: string): string[] {
  const ranges = accept.split(',').flatMap(rangeOf);
  const named = (type: string) => ranges.find((range) => range.type === type)?.weight ?? 0;
  const weight = (type: string) =>
    ranges.find((range) => range.type === type)?.weight ??
    ranges.find((range) => range.type === `${type.split('/', 1)[0]}/*`)?.weight ??
    named('*/*');
  const index = (type: string) => ranges.findIndex((range) => range.type === type) >>> 0;
  const [whole] = wholeTypes
    .filter((type) => weight(type) > 0)
    .toSorted((a, b) => weight(b) - weight(a) || index(a) - index(b));
  const least = whole ? weight(whole) : 0;
  // A client that accepts anything did not ask for these, and one that prefers something else gets that.
  const special = [pageType, multipartType].filter((type) => named(type) > 0 && named(type) >= least);
  const [multipart] = ranges.filter(({ type }) => type === multipartType).toSorted((a, b) => b.weight - a.weight);
  const formed = special.map((type) =>
    type === multipartType && multipart?.isCurrentForm ? `${type};${currentForm}` : type,
  );
  const types = whole ? [...formed, whole] : formed;
  return types.length > 0 ? types : [eventsType].filter((type) => named(type) > 0);
}

function rangeOf(text: string): Range[] {
  const { essence, params } = mediaTypeOf(text) ?? {};
  if (essence === undefined || params === undefined) return [];
  const weight = Number(params.get('q') ?? 1);
  const isKnown = [...params].every(([name, value]) => name === 'q' || known[name]?.test(value));
  return isKnown && weight >= 0 ? [{ type: essence, weight, isCurrentForm: params.has('incrementalspec') }] : [];
}
