import { rewriteRequestErrors } from './rewrite-request-errors.ts';

const suggestion = / ?Did you mean [^?]*\?/g;

/** Cuts the names that graphql-js suggests from errors: where introspection is refused, they would reveal the schema bit by bit. */
export const useNoSuggestions = () => rewriteRequestErrors(({ message }) => message.replaceAll(suggestion, ''));
