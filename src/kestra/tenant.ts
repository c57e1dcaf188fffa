import { InvalidInputError } from '../errors.ts';

/** Kestra's paths have these where a tenant's would have its id: with them, a call would reach another operation. */
const reserved = new Set(['users', 'me', 'service-accounts']);

/** The rule, as messages state it. */
export const tenantRule = `must be the id of a tenant: letters, digits, "-" and "_", and none of ${[...reserved].join(', ')}`;

export function isTenant(text: string): boolean {
  return /^[a-z0-9][\w-]*$/i.test(text) && !reserved.has(text.toLowerCase());
}

/** @throws {InvalidInputError} for what is not the id of a tenant */
export function checkedTenant(text: string, path: readonly string[] = ['tenantId']): string {
  if (isTenant(text)) return text;
  const issue = { path, code: 'INVALID_FORMAT', message: tenantRule } as const;
  throw new InvalidInputError(`The tenant ${tenantRule}.`, [issue]);
}
