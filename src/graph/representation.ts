import { InvalidInputError } from '../errors.ts';

/** Whether a key of a representation can be looked up: gateways send them without validation. */
export const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** The error for a representation without any key of its type. */
export const malformed = (type: string, keys: string) =>
  new InvalidInputError(`A representation of ${type} must hold one of these as text: ${keys}.`);
