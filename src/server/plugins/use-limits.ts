import { maxAliasesPlugin } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthPlugin } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesPlugin } from '@escape.tech/graphql-armor-max-directives';
import { GraphQLError, type ValidationRule } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { limits } from '../limits.ts';
import { tooLong } from '../list-limit.ts';

/**
 * Refuses documents that are too large, before anything is executed.
 * @param maxListItems items of any list in a document; for lists in variables see `admit`
 */
export function useLimits(maxListItems: number): Plugin[] {
  return [
    maxDepthPlugin({ n: limits.depth, ...refusal(`has a depth of more than ${limits.depth}`) }),
    maxAliasesPlugin({ n: limits.aliases, allowList: [], ...refusal(`has more than ${limits.aliases} aliases`) }),
    maxDirectivesPlugin({ n: limits.directives, ...refusal(`has more than ${limits.directives} directives`) }),
    useListLimit(maxListItems),
  ];
}

/** Ends the validation at once, as the rest of the document may be as large, in words that do not call it a syntax error. */
function refusal(what: string) {
  const refuse = () => {
    const message = `An operation of the document ${what}. Ask for less of it, in several requests.`;
    throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
  };
  return { onReject: [refuse] };
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
