import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthPlugin } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesPlugin } from '@escape.tech/graphql-armor-max-directives';
import type { ValidationRule } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { limits } from '../limits.ts';
import { tooLong } from '../list-limit.ts';

/**
 * Refuses documents that are too large, before anything is executed.
 * @param maxListItems items of any list in a document; for lists in variables see `admit`
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
