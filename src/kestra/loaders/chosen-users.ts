import type DataLoader from 'dataloader';
import { inOrderOf, isChosen, loadAll, present } from '../../batching/chosen.ts';
import { textPrecedes } from '../../batching/names.ts';
import { loadedList } from '../../paging/array-list.ts';
import { unique } from '../../paging/join-pages.ts';
import type { List } from '../../paging/list.ts';
import { textOf } from '../../rest/contract-breaches.ts';
import type { ChosenList, UserList, WireSummary, WireUser } from '../api.ts';

/** What lists of chosen users are read from. */
interface ChosenSources {
  readonly summaries: DataLoader<string, WireSummary | null>;
  /** The users with a username, letter by letter. */
  matches(username: string): Promise<readonly WireSummary[]>;
  /** All users that a list has. */
  every(list: UserList, reason: string): Promise<readonly WireSummary[]>;
  whole(user: WireSummary): Promise<WireUser>;
}

/**
 * A list of the users whose id or username is one of several, as a connection shows it: in the order that was asked for,
 * else in that of the ids or usernames. Kestra has no filter for them, so that they are read as batches of keys are, by single
 * calls or by the pages of the whole list.
 */
export function chosenUsers(sources: ChosenSources, list: ChosenList): List<WireSummary> {
  const { choices, orderBy } = list;
  const read = async () => {
    const chosen = isChosen(choices, (row: WireSummary, field) => (field === 'id' ? row.id : textIn(row, 'username')));
    const rows = (await candidates(sources, list)).filter(chosen);
    return orderBy ? ordered(sources, rows, orderBy) : rows;
  };
  return loadedList(`kestra.users ${JSON.stringify(list)}`, read, ({ id }) => id);
}

/** All users that the choices and the search may mean, and maybe others. */
async function candidates(sources: ChosenSources, { choices, q }: ChosenList): Promise<readonly WireSummary[]> {
  if (choices.some(({ values }) => values.length === 0)) return [];
  const ids = choices.find(({ field }) => field === 'id')?.values;
  const names = choices.find(({ field }) => field === 'username')?.values ?? [];
  if (q !== undefined) {
    const found = await sources.every({ q }, 'Rows that match the search; the filter chooses from them.');
    return ids ? inOrderOf(found, ids, ({ id }) => id) : inOrderOf(found, names, (row) => textIn(row, 'username'));
  }
  if (ids) return present(await loadAll(sources.summaries, ids));
  // Letter by letter.
  const named = async (name: string) => (await sources.matches(name)).filter(({ username }) => username === name);
  return unique((await Promise.all(names.map(named))).flat(), ({ id }) => id);
}

/** Users by a text, those without it last, and equal ones by their id. Summaries lack the first and the last name. */
async function ordered(
  sources: ChosenSources,
  rows: readonly WireSummary[],
  { field, direction }: NonNullable<ChosenList['orderBy']>,
): Promise<readonly WireSummary[]> {
  const texts = await Promise.all(
    rows.map(async (row) =>
      field === 'firstName' || field === 'lastName'
        ? textOf((await sources.whole(row))[field] ?? '')
        : textIn(row, field),
    ),
  );
  return rows
    .map((row, index) => ({ row, text: texts[index] ?? '' }))
    .sort((a, b) => {
      if (a.text === b.text) return a.row.id < b.row.id ? -1 : 1;
      if (a.text === '' || b.text === '') return a.text === '' ? 1 : -1;
      return textPrecedes(a.text, b.text) === (direction === 'asc') ? -1 : 1;
    })
    .map(({ row }) => row);
}

const textIn = (row: WireSummary, field: 'username' | 'displayName') => textOf(row[field] ?? '');
