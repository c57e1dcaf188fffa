import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthPlugin } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesPlugin } from '@escape.tech/graphql-armor-max-directives';
import { GraphQLError, type ValidationRule } from 'graphql';
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
  /** Lines of a document: each error counts them anew, to say where it is. */
  lines: 10_000,
  /** Levels of brackets within brackets. */
  nesting: 200,
  /** Characters of a name in a document: it is repeated in answers and errors, once for every row. */
  name: 100,
  /** Fields of a document with its fragments expanded. */
  unfolded: 10_000,
  /** Fields of all answers to one request, multiplied by page sizes. */
  fields: 85_000,
} as const;

/**
 * Refuses documents that are too large, before anything is executed.
 * @param maxListItems items of any list in a document; for lists in variables see `longList`
 */
export function useLimits(maxListItems: number): Plugin[] {
  return [
    maxDepthPlugin({ n: limits.depth }),
    maxAliasesPlugin({ n: limits.aliases, allowList: [] }),
    maxDirectivesPlugin({ n: limits.directives }),
    useListLimit(maxListItems),
  ];
}

function useListLimit(most: number): Plugin {
  const rule: ValidationRule = (context) => ({
    ListValue(node) {
      if (node.values.length > most) context.reportError(tooLong(node.values.length, most));
    },
  });
  return {
    onValidate({ addValidationRule }) {
      addValidationRule(rule);
    },
  };
}

/** What is wrong with the variables of an operation, if one of their lists is too long. */
export function longList(variables: unknown, most: number): GraphQLError | undefined {
  const left = [variables];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value) && value.length > most) return tooLong(value.length, most);
    for (const item of Object.values(value)) left.push(item);
  }
  return undefined;
}

function tooLong(items: number, most: number): GraphQLError {
  const message = `A list may have ${most} items at most, and one has ${items}. Send the others in further requests.`;
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
