import { InvalidInputError } from '../errors.ts';
import { notAnId, parseGlobalId, platformId } from '../graph/global-id.ts';
import { splitId } from './composite-id.ts';
import { checkedTenant } from './tenant.ts';

/*
 * Ids in arguments and inputs, each of which may be the global id of an object or the id that Kestra gave it. `path` is
 * where the id stands; what is wrong with it is an issue there.
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
export function ownIdIn(typename: string, sent: string, path: Path, owner?: readonly string[]): string {
  const id = platformId(typename, sent, path);
  if (parseGlobalId(sent).typename !== typename) return id;
  const ids = splitId(id);
  const own = ids.at(-1);
  if (own === undefined) throw notAnId(typename, path);
  if (owner?.some((part, index) => part !== ids[index])) throw ofAnother(path);
  return own;
}

/** The ids that Kestra gave the groups of a list in the input. */
export const groupIdsIn = (sent: readonly string[], path: string, tenantId?: string): string[] =>
  sent.map((id, index) => ownIdIn('KestraGroup', String(id), [path, String(index)], tenantId ? [tenantId] : []));

function ofAnother(path: Path): InvalidInputError {
  const message = 'must be of the owner that the input names';
  return new InvalidInputError(`The id ${message}.`, [{ path, code: 'NOT_ALLOWED', message }]);
}
