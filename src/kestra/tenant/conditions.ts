import { foldCase } from '../../batching/names.ts';
import { textOf } from '../../rest/contract-breaches.ts';
import { changedVersion } from '../../rest/contradiction.ts';
import { whyUnable } from '../../rest/dialect.ts';
import { nobody } from '../loaders/user-pages.ts';
import type { Speaker } from '../newer.ts';
import { knowsNoRights, titleAndSetting } from '../versions.ts';

/** A condition of a list, whose name versions spell in two ways: each ignores the other's. */
export interface Condition<Row> {
  readonly name: string;
  readonly value: string;
  /** A value that no row has that has this one. */
  readonly contrary: string;
  /** Whether a row shows that it meets the condition. */
  meets?(row: Row): boolean;
}

/** A page as it was answered, and how many rows the same list has under another condition, or without it. */
export interface Narrowed<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  count(value: string | undefined): Promise<number>;
}

/**
 * Confirms that a list was narrowed by a condition, unless its rows show it. Whoever ignores the condition counts the same
 * for its contrary, and without it.
 * @throws {UnavailableError} if the server ignores it: it speaks another version by now
 * @throws {ForbiddenError} if it does and the caller may not see what tells its version
 */
export async function confirmNarrowed<Row>(
  { dialect }: Pick<Speaker, 'dialect'>,
  { meets, contrary }: Condition<Row>,
  { rows, total, count }: Narrowed<Row>,
): Promise<void> {
  const { finder, isProved } = dialect;
  if (!finder || total === 0 || (meets && rows.length === total && rows.every(meets))) return;
  const ofContrary = await count(contrary);
  if (ofContrary !== total || (await count(undefined)) !== total) return;
  if (!isProved) throw whyUnable(dialect, titleAndSetting, knowsNoRights());
  finder.doubt(true);
  throw changedVersion('Kestra');
}

/** Things whose name contains a text. */
export const byText = (search: string): Condition<{ readonly name: string }> => ({
  name: 'q',
  value: search,
  contrary: nobody,
  meets: ({ name }) => foldCase(textOf(name)).includes(foldCase(search)),
});

/** Members who are people, or programs, which their rows do not show. */
export const byType = (type: 'STANDARD' | 'SERVICE_ACCOUNT'): Condition<unknown> => ({
  name: 'type',
  value: type,
  contrary: type === 'STANDARD' ? 'SERVICE_ACCOUNT' : 'STANDARD',
});

export const byEmail = (email: string): Condition<{ readonly email?: string }> => ({
  name: 'email',
  value: email,
  contrary: `${nobody}@example.com`,
  meets: (row) => row.email === email,
});

export const byStatus = (status: 'PENDING' | 'ACCEPTED' | 'EXPIRED'): Condition<{ readonly status?: string }> => ({
  name: 'status',
  value: status,
  contrary: status === 'PENDING' ? 'ACCEPTED' : 'PENDING',
  meets: (row) => row.status === status,
});
