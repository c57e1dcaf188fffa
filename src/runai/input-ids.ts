import { InvalidInputError } from '../errors.ts';
import { platformId, withArticle } from '../graph/global-id.ts';

/**
 * The number that Run:ai gave an access rule or a role, as text, of which that number or the global id was sent. Users have
 * no such rule: their ids are text of any form in the contract, so that only Run:ai can tell which of them exist.
 * @param path where the id stands in the input
 * @throws {InvalidInputError} for the global id of another type, and for what is no number
 */
export function numberIn(typename: 'AccessRule' | 'RunaiRole', sent: string, path: readonly string[]): string {
  const id = platformId(typename, sent, path);
  if (/^\d{1,10}$/.test(id)) return id;
  const message = `must be the "id" of ${withArticle(typename)}, or the number that Run:ai gave it`;
  throw InvalidInputError.of([{ path, code: 'INVALID_FORMAT', message }]);
}
