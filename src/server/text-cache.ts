import { LRUCache } from 'lru-cache';

/** Characters of the longest text that is kept, and of all together. */
const longest = 20_000;
const mostCharacters = 500_000;

/**
 * What is known of texts that clients have sent, those of late. It is bounded by their length, as what is made of a document
 * (tokens, syntax tree, plan) takes up to some 200 bytes for each character of it: anybody may send long ones.
 */
export function textCache<Known extends object>(): LRUCache<string, Known> {
  return new LRUCache({
    maxSize: mostCharacters,
    maxEntrySize: longest,
    sizeCalculation: (_, text) => Math.max(1, text.length),
  });
}
