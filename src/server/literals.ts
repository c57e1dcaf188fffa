import { GraphQLError, Lexer, print, Source, TokenKind, visit } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/**
 * Cuts from errors about a document the texts that it holds at that place: graphql-js repeats them, and one may be a
 * password.
 */
export function useNoLiterals(): Plugin {
  return {
    onExecutionResult({ result, setResult }) {
      if (!result || !('errors' in result) || !result.errors) return;
      setResult({ ...result, errors: result.errors.map((error) => (error.path ? error : withoutLiterals(error))) });
    },
  };
}

function withoutLiterals(error: GraphQLError): GraphQLError {
  const { nodes, source, positions, extensions } = error;
  const message = printedLiterals(error).reduce((text, literal) => text.replaceAll(literal, '"…"'), error.message);
  return message === error.message ? error : new GraphQLError(message, { nodes, source, positions, extensions });
}

/** The literals in each form in which the parser or a validation rule may print them. */
function printedLiterals({ nodes, source, positions }: GraphQLError): string[] {
  if (nodes) return nodes.flatMap((node) => literalsIn(node));
  const [position] = positions ?? [];
  return source && position !== undefined ? literalAt(source.body.slice(position)) : [];
}

function literalsIn(node: Parameters<typeof visit>[0]): string[] {
  const literals: string[] = [];
  visit(node, {
    StringValue(value) {
      literals.push(print(value));
    },
  });
  return literals;
}

/** Of a syntax error: the token that was not expected, which is the first of the rest. */
function literalAt(rest: string): string[] {
  try {
    const { kind, value } = new Lexer(new Source(rest)).advance();
    return kind === TokenKind.NAME || value === undefined ? [] : [`"${value}"`];
  } catch {
    // What is no token at all is not repeated either.
    return [];
  }
}
