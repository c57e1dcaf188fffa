import { foldCase } from '../../batching/names.ts';
import { loadedList } from '../../paging/array-list.ts';
import type { List, ListPart } from '../../paging/list.ts';
import type { Window } from '../../paging/window.ts';
import { textOf } from '../../rest/contract-breaches.ts';
import type { WireSummary } from '../api.ts';
import type { ServerFacts } from '../server-facts.ts';
import type { UserPages } from './user-pages.ts';

/** A list that the server was asked to search, and what it takes not to rely on that. */
export interface SearchedReads {
  /** The text that is searched for. */
  readonly q: string;
  /** The list as the server gives it. */
  readonly served: List<WireSummary>;
  readonly facts: ServerFacts;
  readonly pages: Pick<UserPages, 'countNobody' | 'searches'>;
  /** How many users the whole list had when it was last seen. */
  countEveryone(): number | undefined;
  /** Reads the list without the search, in the same order. */
  everyone(): Promise<readonly WireSummary[]>;
}

/**
 * A list of the users that a search finds. A server that does not know the search ignores it and returns everyone, so its
 * answer is believed only after a search for nobody has found nobody: lately, where a setting names the version, and else
 * after each answer that does not show it itself. Where that finds somebody, the whole list is read and searched here.
 */
export function searchedList({ q, served, facts, pages, ...reads }: SearchedReads): List<WireSummary> {
  const { key, idOf } = served;
  const local = loadedList(key, async () => (await reads.everyone()).filter((row) => contains(row, q)), idOf);

  /** Whether an answer may be that of a search. One without rows shows it by its total alone. */
  function looksSearched({ rows, total }: Found): boolean {
    if (rows.length > 0 || !total) return rows.every((row) => shares(row, q));
    const everyone = reads.countEveryone();
    return everyone !== undefined && total !== everyone;
  }
  /** What the server answers; undefined if it did not search. */
  async function searched(answer: Promise<Found>): Promise<Found | undefined> {
    const isTrusted = facts.trustsSearch;
    const [found] = await Promise.all([answer, isTrusted || facts.mayChange || pages.countNobody()]);
    if (isTrusted ? looksSearched(found) : facts.mayChange && isWhole(found, q)) return found;
    return (await pages.searches(Boolean(found.total) || found.rows.length > 0)) ? found : undefined;
  }
  const isIgnored = () => facts.search.known === false;

  let begun: Promise<Found> | undefined;
  async function read(window: Window, through?: number): Promise<Found> {
    const found = isIgnored() ? undefined : await searched(served.read(window, through));
    return found ?? local.read(window, through);
  }
  return {
    key,
    idOf,
    read(window, through) {
      begun = read(window, through);
      return begun;
    },
    async count() {
      const told = (await begun)?.total;
      if (told !== undefined) return told;
      const counted = async () => ({ rows: [], total: await served.count() });
      const found = isIgnored() ? undefined : await searched(counted());
      return found?.total ?? local.count();
    },
  };
}

type Found = ListPart<WireSummary>;

/** Whether these are all rows that the server counts, and each contains the text: so they are whether it searched or not. */
const isWhole = ({ rows, total }: Found, q: string) => rows.length === total && rows.every((row) => contains(row, q));

const textsOf = ({ username = '', displayName = '' }: WireSummary) =>
  foldCase(`${textOf(username)}\n${textOf(displayName)}`);

/** Whether they contain the text, without regard to case: so servers search. */
export const contains = (row: WireSummary, q: string) => textsOf(row).includes(foldCase(q));

/** Whether the username or the display name contains a word of the text: servers that search by words find no more. */
export function shares(row: WireSummary, q: string): boolean {
  const texts = textsOf(row);
  const words = foldCase(q).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length === 0 || words.some((word) => texts.includes(word));
}
