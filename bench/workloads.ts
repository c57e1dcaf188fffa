import { accessGroups, idOf, type Person, people, summaryAt } from './people.ts';

/** What is asked of every server. */
export const workloads = ['page', 'total', 'groups', 'user', 'aliases', 'group', 'kestra'] as const;
export type Workload = (typeof workloads)[number];

/** Those that the targets are set for. */
export const coreWorkloads: readonly Workload[] = ['page', 'total', 'groups', 'user', 'aliases'];

/** What each workload asks, in words. */
export const meanings: Readonly<Record<Workload, string>> = {
  page: 'a page of 100 users, 3 fields',
  total: 'the same with the total and whether there is more',
  groups: "a page of 100 with each user's groups, their access, and the creator",
  user: 'one user by id',
  aliases: '100 users by id under aliases',
  group: 'one group with its access and all its members',
  kestra: 'a page of 100 users of Kestra',
};

/** Rows of a page, and users under aliases. */
export const pageSize = 100;
const somebodysPlace = 42;
/** The user that is asked for alone, and the ids that are asked for together. */
export const somebody = idOf(somebodysPlace);
export const everybody = Array.from({ length: pageSize }, (_, place) => idOf(place));
export const someGroup = 'group-07';

/** What a server is sent for a workload, and how its answer reads in the form of `expectedAnswers`. */
export interface Question {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  read(data: unknown): unknown;
}
/** A server's way to ask; a workload that it cannot answer is left out. */
export type Questions = Readonly<Partial<Record<Workload, Question>>>;

/** A question whose answer has the given form; `expectedAnswers` is what finds out whether it has. */
export function question<Data>(
  query: string,
  read: (data: Data) => unknown,
  variables?: Readonly<Record<string, unknown>>,
): Question {
  return { query, read: read as (data: unknown) => unknown, ...(variables && { variables }) };
}

/** What every server must answer, from the data and from no server. */
export function expectedAnswers(total: number): Readonly<Record<Workload, unknown>> {
  const users = people(total);
  const page = users.slice(0, pageSize);
  const rows = page.map(({ id, username, lastLogin }) => ({ id, username, lastLogin }));
  const accessOf = (name: string) => {
    const { roles, permitAllClusters } = accessGroups.find(({ userId }) => userId === name) ?? {};
    return { name, roles, permitAllClusters };
  };
  const asked = ({ id, username, createdAt, isLocal }: Person) => ({ id, username, createdAt, isLocal });
  return {
    page: rows,
    total: { totalCount: total, hasNextPage: total > pageSize, rows },
    groups: page.map((person) => ({
      username: person.username,
      creator: person.createdBy,
      groups: person.groups.map(accessOf),
    })),
    user: users.slice(somebodysPlace, somebodysPlace + 1).map(asked)[0],
    aliases: rows,
    group: {
      ...accessOf(someGroup),
      members: users.filter(({ groups }) => groups.includes(someGroup)).map((person) => person.username),
    },
    kestra: page.map((_, place) => {
      const summary = summaryAt(place);
      return { id: summary.id, username: summary.username, displayName: summary.displayName };
    }),
  };
}
