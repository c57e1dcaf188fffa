import type { ErrorObject, ValidateFunction } from 'ajv';
import { InvalidInputError, type Issue, type IssueCode } from '../errors.ts';

/**
 * @param validate the rules of a contract for a request body
 * @param forms what to tell people about each pattern
 * @throws {InvalidInputError} with an issue for each rule that the body breaks
 */
export function checkInput(validate: ValidateFunction, body: unknown, forms: Readonly<Record<string, string>>): void {
  if (!validate(body)) throw InvalidInputError.of((validate.errors ?? []).map((error) => issueOf(error, forms)));
}

function issueOf(
  { instancePath, keyword, message, params }: ErrorObject,
  forms: Readonly<Record<string, string>>,
): Issue {
  const path = [...instancePath.split('/').slice(1), ...(params.missingProperty ? [params.missingProperty] : [])];
  const rule = rules[keyword];
  const form = keyword === 'pattern' ? forms[params.pattern] : undefined;
  return { path, code: rule?.code ?? 'INVALID', message: form ?? rule?.message?.(params) ?? message ?? 'is not valid' };
}

/** Of a keyword of JSON Schema (Validation, §6 and §7): the code of its issues, and words for people where ajv's are for programmers. */
const rules: Readonly<
  Record<string, { readonly code: IssueCode; readonly message?: (params: ErrorObject['params']) => string }>
> = {
  required: { code: 'REQUIRED', message: () => 'is required' },
  minLength: { code: 'TOO_SHORT', message: ({ limit }) => `must have at least ${counted(limit, 'character')}` },
  minItems: { code: 'TOO_SHORT', message: ({ limit }) => `must have at least ${counted(limit, 'item')}` },
  maxLength: { code: 'TOO_LONG', message: ({ limit }) => `must have at most ${counted(limit, 'character')}` },
  maxItems: { code: 'TOO_LONG', message: ({ limit }) => `must have at most ${counted(limit, 'item')}` },
  type: { code: 'INVALID_FORMAT' },
  format: { code: 'INVALID_FORMAT', message: ({ format }) => `must be a ${format}` },
  pattern: { code: 'INVALID_FORMAT', message: () => 'does not have the form that the platform asks for' },
  enum: { code: 'NOT_ALLOWED', message: ({ allowedValues }) => `must be one of ${allowedValues.join(', ')}` },
  const: { code: 'NOT_ALLOWED' },
  additionalProperties: { code: 'NOT_ALLOWED' },
};

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
