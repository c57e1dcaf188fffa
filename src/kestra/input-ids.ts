import { InvalidInputError } from '../errors.ts';
import { notAnId, parseGlobalId, platformId } from '../graph/global-id.ts';
import { splitId, type TenantKey } from './composite-id.ts';
import { checkedTenant } from './tenant.ts';

/*
 * Ids in arguments and inputs, each of which may be the global id of an object or the id that Kestra gave it. `path` is
 * where the id stands; what is wrong with it is an issue there. A global id that names another owner than the input does is
 * refused, and never taken for the object of the same id that the named owner may have.
 */

type Path = readonly string[];

/** @throws {InvalidInputError} for the global id of another type */
export const userIdIn = (sent: string, path: Path): string => platformId('KestraUser', sent, path);

/** @throws {InvalidInputError} for the global id of another type, and for what is not the id of a tenant */
export const tenantIdIn = (sent: string, path: Path): string =>
  checkedTenant(platformId('KestraTenant', sent, path), path);

/**
 * The id that Kestra gave an object which it tells apart by its owner, too.
 * @param owner the ids of the owner, where the input says whose the object is
 * @throws {InvalidInputError} for the global id of another type or of another owner's object
 */
export function ownIdIn(typename: string, sent: string, path: Path, owner: readonly string[] = []): string {
  return partsIn(typename, sent, path, owner).at(-1) ?? sent;
}

/** The ids that Kestra gave the objects of a list in the input. @param path of the list */
export const ownIdsIn = (typename: string, sent: readonly string[], path: Path, owner: readonly string[] = []) =>
  sent.map((id, index) => ownIdIn(typename, String(id), [...path, String(index)], owner));

/**
 * The tenant of an object, and the id that Kestra gave it: the tenant that the input names, or else that of the global id.
 * @param ofInput the tenant that the input names, if it names one, and the path of the id
 * @throws {InvalidInputError} for the global id of another type or of another tenant's object
 */
export function keyIn(
  { tenant }: { readonly tenant: string },
  typename: string,
  sent: string,
  ofInput: { readonly tenantId: string | null | undefined; readonly path: Path },
): TenantKey {
  const named = ofInput.tenantId == null ? undefined : tenantIdIn(ofInput.tenantId, ['tenantId']);
  const [id = sent, ofId] = partsIn(typename, sent, ofInput.path, named === undefined ? [] : [named]).toReversed();
  return { tenantId: named ?? (ofId === undefined ? tenant : checkedTenant(ofId, ofInput.path)), id };
}

/**
 * The id that Kestra gave somebody who has access to a tenant: of a user, of a member of the tenant, or of a service account.
 * @throws {InvalidInputError} for the global id of another type, or of a member of another tenant
 */
export function memberIdIn(sent: string, path: Path, tenantId: string): string {
  const { typename } = parseGlobalId(sent);
  if (typename === 'KestraTenantMember') return ownIdIn(typename, sent, path, [tenantId]);
  return platformId(typename === 'KestraServiceAccount' ? typename : 'KestraUser', sent, path);
}

/** The ids in a global id, those of the owner first; of a platform's id that alone. */
function partsIn(typename: string, sent: string, path: Path, owner: readonly string[]): readonly string[] {
  const id = platformId(typename, sent, path);
  if (parseGlobalId(sent).typename !== typename) return [id];
  const ids = splitId(id);
  if (ids.length < 2) throw notAnId(typename, path);
  if (owner.some((part, index) => part !== ids[index])) throw ofAnother(path);
  return ids;
}

function ofAnother(path: Path): InvalidInputError {
  const message = 'must be of the owner that the input names';
  return new InvalidInputError(`The id ${message}.`, [{ path, code: 'NOT_ALLOWED', message }]);
}
