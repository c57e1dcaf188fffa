import { rewriteRequestErrors } from './rewrite-request-errors.ts';

const suggestion = / ?Did you mean [^?]*\?/g;

/** Cuts from errors the names that graphql-js suggests: where introspection is refused, they would tell the schema bit by bit. */
export const useNoSuggestions = () => rewriteRequestErrors(({ message }) => message.replaceAll(suggestion, ''));
