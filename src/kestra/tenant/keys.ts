import { platformId } from '../../graph/global-id.ts';
import { partsOf } from '../composite-id.ts';
import type { KnownGroup } from '../loaders/groups.ts';

/**
 * The platform's id of something of a tenant, of which that id or its global id was sent.
 * @param path of the id in the input, for the error
 * @throws {InvalidInputError} for the global id of another type
 */
export function idIn(typename: string, sent: string, ...path: readonly string[]): string {
  const id = platformId(typename, sent, path);
  return partsOf(id)?.id ?? id;
}

/** A group that something of a tenant tells. */
export const listed = (tenantId: string, group: Omit<KnownGroup, 'tenantId'>): KnownGroup => ({
  ...group,
  tenantId,
  isListed: true,
});
