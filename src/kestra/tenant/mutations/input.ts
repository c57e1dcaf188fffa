/** What the mutations of a tenant share. */

import { ConflictError, InvalidInputError, NotFoundError, UnsupportedError } from '../../../errors.ts';
import type { TenantKey } from '../../composite-id.ts';
import { tenantIdIn } from '../../input-ids.ts';
import type { Kestra } from '../../kestra.ts';

/** The failures that a change in a tenant can have besides the default ones. */
export const failures = { types: [NotFoundError, ConflictError, UnsupportedError] };

export const tenantId = {
  description: 'The `id` or the `tenantId` of the tenant. By default the tenant that the facade is configured with.',
} as const;
export const memberId = {
  required: true,
  description: 'The `id` or the `userId` of the user or of the member of the tenant, or the `id` of a service account.',
} as const;

/** The field of something of a tenant: its global id names the tenant, too. */
export const ownId = (thing: string, name: string) =>
  ({ required: true, description: `The \`id\` or the \`${name}\` of the ${thing}.` }) as const;
export const itsTenant = {
  description:
    'The `id` or the `tenantId` of the tenant, where no global `id` names it. By default the tenant that the facade is configured with.',
} as const;

/** @throws {InvalidInputError} for what is not the id of a tenant */
export function tenantIn(kestra: Kestra, sent: string | null | undefined): string {
  return sent == null ? kestra.tenant : tenantIdIn(sent, ['tenantId']);
}

/**
 * Makes a change that takes a user's access to the tenant for granted. Where it is refused and the user has no such access,
 * the failure says so: Kestra answers as if the user or the group did not exist.
 */
export async function withAccess<Result>(
  kestra: Kestra,
  { tenantId: tenant, id }: TenantKey,
  write: () => Promise<Result>,
): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof NotFoundError || error instanceof InvalidInputError)) throw error;
    const hasAccess = await kestra.directory.access.load({ tenantId: tenant, id }).then(
      (access) => access !== null,
      // Nothing tells: the answer to the change stands.
      () => true,
    );
    if (hasAccess) throw error;
    const missing = new NotFoundError(
      'The user has no access to the tenant, or does not exist. "grantKestraTenantAccess" gives access. Nothing was changed.',
    );
    missing.outcome = error.outcome;
    throw missing;
  }
}
