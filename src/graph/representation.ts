import { InvalidInputError } from '../errors.ts';

/** Whether a key of a representation, which a gateway sends unchecked, can be looked up. */
export const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** The error for a representation that holds none of its type's keys. */
export const malformed = (type: string, keys: string) =>
  new InvalidInputError(`A representation of ${type} must hold one of these as text: ${keys}.`);
