import { ConflictError } from './errors.ts';

/** A name as it is compared: without regard to case. */
export const fold = (name: string): string => name.toLowerCase();

/** Rows by the name they claim, folded; rows without a name claim none. */
export function claimsOf<Row>(rows: Iterable<Row>, nameOf: (row: Row) => string | undefined): Map<string, Row[]> {
  const claims = new Map<string, Row[]>();
  for (const row of rows) {
    const name = fold(nameOf(row) ?? '');
    if (name === '') continue;
    const known = claims.get(name);
    if (known) known.push(row);
    else claims.set(name, [row]);
  }
  return claims;
}

/**
 * The one row that claims a name; null where none does.
 * @throws {ConflictError} where several do: which of them is meant cannot be known, and is not guessed
 */
export function soleClaimant<Row>(rows: readonly Row[] | null, platform: string): Row | null {
  const [first = null, ...others] = rows ?? [];
  if (others.length > 0) {
    throw new ConflictError(`${others.length + 1} accounts of ${platform} have this name, in upper or lower case.`);
  }
  return first;
}
