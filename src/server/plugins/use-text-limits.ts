import { GraphQLError, Lexer, Source, TokenKind } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { limits } from '../limits.ts';

const opening: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Refuses documents that would take too long to parse, to validate, or to describe the errors of. Reads their tokens before
 * they are parsed; what is not a token is left to the parser.
 */
export function useTextLimits(): Plugin {
  return {
    onParse({ parseFn, setParseFn }) {
      setParseFn((source: string | Source, ...rest: unknown[]) => {
        const excess = excessOf(typeof source === 'string' ? new Source(source) : source);
        if (excess) throw new GraphQLError(excess, { extensions: { code: 'BAD_USER_INPUT' } });
        return parseFn(source, ...rest);
      });
    },
  };
}

function excessOf(source: Source): string | undefined {
  const lexer = new Lexer(source);
  let tokens = 0;
  let depth = 0;
  try {
    for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
      if (++tokens > limits.tokens) return `A document may have ${limits.tokens} tokens at most.`;
      if (opening.has(token.kind) && ++depth > limits.nesting)
        return `The brackets of a document may be nested ${limits.nesting} levels deep at most.`;
      if (closing.has(token.kind)) depth--;
      if (token.kind === TokenKind.NAME && token.end - token.start > limits.name)
        return `A name in a document may have ${limits.name} characters at most.`;
    }
  } catch {
    // The parser says what is wrong with the rest, unless that takes too long.
  }
  return lexer.line > limits.lines ? `A document may have ${limits.lines} lines at most.` : undefined;
}
