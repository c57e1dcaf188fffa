import type { ExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql';
import type { ApiError } from '../../errors.ts';
import { FieldError } from '../../execution/field-error.ts';
import { ReplayedError } from './errors.ts';

/** An answer as text, with what a client learns of its errors. */
export const textOfAnswer = ({ data, errors }: ExecutionResult, mask: (error: unknown) => GraphQLError): string =>
  JSON.stringify({ data, errors: errors?.map(mask) });

/** The same as a result again. Masking leaves its errors as they are. */
export function answerIn(text: string): ExecutionResult {
  const { data, errors }: { data: ExecutionResult['data']; errors?: readonly GraphQLFormattedError[] } =
    JSON.parse(text);
  return { ...(errors && { errors: errors.map(errorOf) }), data };
}

function errorOf({ message, locations, path = [], extensions = {} }: GraphQLFormattedError): GraphQLError {
  const originalError = new ReplayedError(message, extensions as ApiError['extensions']);
  return new FieldError({ message, nodes: undefined, locations, path, originalError, extensions: {} });
}
