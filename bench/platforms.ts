import { accessGroups, people, summaryAt } from './people.ts';

/** Something that the platforms answer: a status and JSON text. */
export interface Answer {
  readonly status: 200 | 400 | 404;
  readonly body: string;
}

/**
 * Run:ai 2.22 and, under `/kestra`, Kestra: the reads of their contracts that the workloads can need. Rows are serialised
 * once, so that the benchmark measures who asks and not who answers.
 * @param total users on each platform
 * @returns a function from path and query to the answer
 */
export function platformsOf(total: number): (path: string) => Answer {
  const users = people(total);
  const rows = users.map((person) => JSON.stringify(person));
  const byId = new Map(users.map(({ id }, place) => [id, rows[place] ?? '']));
  const byUsername = new Map(users.map(({ username }, place) => [username, rows[place] ?? '']));
  const summaries = users.map((_, place) => JSON.stringify(summaryAt(place)));
  const groups = new Map(accessGroups.map((group) => [group.userId, JSON.stringify(group)]));

  /** The rows that `filterBy` and the order leave; undefined for what no workload asks. */
  function selected(query: URLSearchParams): readonly string[] | undefined {
    if (!['username', null].includes(query.get('sortBy')) || query.get('sortOrder') === 'desc') return undefined;
    const filter = query.get('filterBy');
    if (filter === null) return rows;
    const [, username] = /^username==([^,]+)$/.exec(filter) ?? [];
    if (username === undefined) return undefined;
    const row = byUsername.get(username);
    return row === undefined ? [] : [row];
  }

  const routes: readonly [pattern: RegExp, answer: (query: URLSearchParams, key: string) => Answer][] = [
    [
      /^\/api\/v1\/users$/,
      (query) => {
        const offset = Number(query.get('offset') ?? 0);
        const limit = Number(query.get('limit') ?? 500);
        const found = selected(query);
        if (!found || !(limit >= 1 && limit <= 500) || !(offset >= 0)) return refused;
        return ok(list(found.slice(offset, offset + limit)));
      },
    ],
    [
      /^\/api\/v1\/users\/count$/,
      (query) => {
        const found = selected(query);
        return found ? ok(`{"count":${found.length}}`) : refused;
      },
    ],
    [/^\/api\/v1\/users\/([^/]+)$/, (_, id) => one(byId.get(id))],
    [/^\/v1\/k8s\/groups$/, () => ok(list([...groups.values()]))],
    [/^\/v1\/k8s\/groups\/([^/]+)$/, (_, name) => one(groups.get(name))],
    [
      /^\/kestra\/api\/v1\/users$/,
      (query) => {
        const [page, size] = [Number(query.get('page')), Number(query.get('size'))];
        if (!(page >= 1 && size >= 1 && size <= 100)) return refused;
        return ok(`{"results":${list(summaries.slice((page - 1) * size, page * size))},"total":${total}}`);
      },
    ],
  ];

  return (path) => {
    const url = new URL(path, 'http://upstream');
    for (const [pattern, answer] of routes) {
      const match = pattern.exec(url.pathname);
      if (match) return answer(url.searchParams, decodeURIComponent(match[1] ?? ''));
    }
    return absent;
  };
}

const refused: Answer = { status: 400, body: '{"code":400,"message":"No workload asks this."}' };
const absent: Answer = { status: 404, body: '{"code":404,"message":"Not found."}' };

const ok = (body: string): Answer => ({ status: 200, body });
const one = (row: string | undefined) => (row === undefined ? absent : ok(row));
const list = (rows: readonly string[]) => `[${rows.join(',')}]`;
