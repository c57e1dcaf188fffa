import { InvalidInputError } from '../rest/errors.ts';

/** Fields that one operation may come to, each list counted with as many items as it asks for. */
export const mostFields = 500_000;

export function tooManyFields(complexity: number): InvalidInputError {
  return new InvalidInputError(
    `The operation asks for up to ${complexity} fields; ${mostFields} are allowed. Ask for smaller pages or fewer levels.`,
  );
}
