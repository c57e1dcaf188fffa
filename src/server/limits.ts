import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthPlugin } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesPlugin } from '@escape.tech/graphql-armor-max-directives';
import { maxTokensPlugin } from '@escape.tech/graphql-armor-max-tokens';
import type { Plugin } from 'graphql-yoga';

/** What one request may carry. */
export const limits = {
  /** Bytes of a body. */
  body: 1_000_000,
  /** Bytes of the request line and all headers. */
  headers: 16_384,
  /** Operations of one batched request. */
  batch: 10,
  depth: 15,
  aliases: 200,
  directives: 50,
  tokens: 10_000,
  /** Fields of a document with its fragments in their places. */
  unfolded: 10_000,
  /** Fields of an answer, as page sizes multiply them. */
  fields: 500_000,
} as const;

/** Refuses documents that are too large, before anything is executed. */
export function useLimits(): Plugin[] {
  return [
    maxTokensPlugin({ n: limits.tokens }),
    maxDepthPlugin({ n: limits.depth }),
    maxAliasesPlugin({ n: limits.aliases, allowList: [] }),
    maxDirectivesPlugin({ n: limits.directives }),
  ];
}
