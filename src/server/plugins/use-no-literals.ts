import { type GraphQLError, Lexer, print, Source, TokenKind, visit } from 'graphql';
import { rewriteRequestErrors } from './rewrite-request-errors.ts';

/** Literals of one value that are cut from a message, each by a search of its own; with more, the whole message is replaced. */
const mostLiterals = 20;

/**
 * Cuts the document's own string literals from errors about it: graphql-js repeats them, and one may be a password.
 */
export const useNoLiterals = () =>
  rewriteRequestErrors((error) => {
    const literals = printedLiterals(error);
    if (literals.length > mostLiterals) return 'A value does not fit its type.';
    return literals.reduce((text, literal) => text.replaceAll(literal, '"…"'), error.message);
  });

/** The literals in each form in which the parser or a validation rule may print them: of nodes, rules print only values. */
function printedLiterals({ nodes, source, positions }: GraphQLError): string[] {
  if (nodes) return nodes.flatMap((node) => (node.kind.endsWith('Value') ? literalsIn(node) : []));
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

/** The unexpected token of a syntax error, which is the first of the rest. */
function literalAt(rest: string): string[] {
  try {
    const { kind, value } = new Lexer(new Source(rest)).advance();
    return kind === TokenKind.NAME || value === undefined ? [] : [`"${value}"`];
  } catch {
    // The message does not repeat what is not a token.
    return [];
  }
}
