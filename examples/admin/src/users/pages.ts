import type { ErrorLike } from '@apollo/client';
import { useRef, useState } from 'react';
import type { UsersQuery, UsersQueryVariables } from '../generated/graphql.ts';
import { readable } from '../parts/known.ts';
import { type Problem, problemOf } from '../problems.ts';

interface Page {
  readonly data?: UsersQuery;
}

type FetchMore = (options: { variables: Partial<UsersQueryVariables> }) => Promise<Page>;

/** How many rows a page has that is read to select all: what Run:ai gives by one call, with the rows that mark its ends. */
const largePage = 400;

/**
 * Reads a list on: a page as it is scrolled, or all that is left. One page at a time, as each follows the one before.
 * @param list tells one list from another: what is left of a list that is not shown any more is not read
 */
export function usePages(list: string, fetchMore: FetchMore) {
  const shown = useRef(list);
  shown.current = list;
  const underWay = useRef<Promise<Page>>(undefined);
  const [readingAll, setReadingAll] = useState(false);
  const [failure, setFailure] = useState<{ list: string; problem: Problem | undefined }>();

  function readOn(after: string, first?: number): Promise<Page> {
    const page = fetchMore({ variables: { after, count: false, ...(first && { first }) } });
    const ended = () => {
      underWay.current = undefined;
    };
    underWay.current = page;
    page.then(ended, ended);
    return page;
  }

  /** Reads all pages that are left after a cursor. @returns the ids of their users; undefined when it was not to the end */
  async function readAll(after: string): Promise<readonly string[] | undefined> {
    setReadingAll(true);
    setFailure(undefined);
    const ids: string[] = [];
    let next: string | null = after;
    try {
      let page: Page | undefined = await underWay.current?.catch(() => undefined);
      while (shown.current === list) {
        page ??= await readOn(next, largePage);
        const { edges = [], pageInfo }: Partial<NonNullable<UsersQuery['users']>> = page.data?.users ?? {};
        ids.push(...readable(edges.map(({ node }) => node)).map(({ id }) => id));
        next = pageInfo?.endCursor ?? null;
        if (!pageInfo?.hasNextPage || !next) return ids;
        page = undefined;
      }
    } catch (error) {
      setFailure({ list, problem: problemOf(error as ErrorLike) });
    } finally {
      setReadingAll(false);
    }
    return undefined;
  }

  return { readOn, readAll, readingAll, problem: failure?.list === list ? failure.problem : undefined };
}
