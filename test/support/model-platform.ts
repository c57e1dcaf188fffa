import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A user as a model platform holds it. */
export interface Person {
  readonly id: string;
  readonly username: string;
  readonly createdBy?: string;
}

/** In which ways a model platform departs from what its contract says of lists. */
export interface Manners {
  /** Rows that it gives at once at most, whatever it is asked for. */
  readonly cap?: number;
  /** Whether it gives the start of the list whatever part is asked for. */
  readonly ignoresOffset?: boolean;
  /** Whether it gives all rows from the start of a part on, whatever its length. */
  readonly ignoresLimit?: boolean;
  /** What it adds to each count. */
  readonly miscount?: number;
  /** Whether each answer has its rows in another order where none is asked for. */
  readonly unordered?: boolean;
  /** Whether it has its own order, or none, also where one is asked for. */
  readonly ignoresOrder?: boolean;
}

/**
 * A real server that speaks the list, the count and the single read of a platform's users, over rows in memory, by a few
 * lines that can be seen to be right. It keeps a log of its calls and can be told to misbehave.
 */
export async function modelPlatform(kind: 'runai' | 'kestra') {
  let people: readonly Person[] = [];
  let manners: Manners = {};
  let calls: string[] = [];
  let turn = 0;

  /** The rows `[start, start + length)` of a list, as the manners have it. */
  function part(rows: readonly Person[], start: number, length: number): readonly Person[] {
    const from = manners.ignoresOffset ? 0 : start;
    const most = manners.ignoresLimit ? Infinity : length;
    return rows.slice(from, from + Math.min(most, manners.cap ?? Infinity));
  }
  function selected(query: URLSearchParams): readonly Person[] {
    const text = (query.get('search') ?? query.get('filters[q][EQUALS]') ?? '').toLowerCase();
    const [, name] = /^username==(.*)$/.exec(query.get('filterBy') ?? '') ?? [];
    const found = people.filter(
      ({ username }) => username.toLowerCase().includes(text) && (name === undefined || username === name),
    );
    const sort = query.get('sortBy') ?? query.get('sort');
    if (sort && !manners.ignoresOrder) return found.toSorted((a, b) => (a.username < b.username ? -1 : 1));
    if (!manners.unordered) return found;
    const order = ++turn;
    return found.map(
      (_, index) => found[(index * 11 + order * 97) % found.length] ?? found[0] ?? { id: '', username: '' },
    );
  }
  const counted = (rows: readonly Person[]) => Math.max(0, rows.length + (manners.miscount ?? 0));

  const answers = {
    runai(path: string, query: URLSearchParams): unknown {
      const rows = selected(query);
      if (path === '/api/v1/users/count') return { count: counted(rows) };
      if (path === '/api/v1/users') {
        return part(rows, Number(query.get('offset')), Number(query.get('limit'))).map(ofRunai);
      }
      const found = people.find(({ id }) => path === `/api/v1/users/${id}`);
      return found && ofRunai(found);
    },
    kestra(path: string, query: URLSearchParams): unknown {
      if (path === '/api/v1/users') {
        const rows = selected(query);
        // A server that gives smaller pages than it is asked for counts pages of that size.
        const size = Math.min(Number(query.get('size')), manners.cap ?? Infinity);
        return {
          results: part(rows, (Number(query.get('page')) - 1) * size, size).map(ofKestra),
          total: counted(rows),
        };
      }
      const found = people.find(({ id }) => path === `/api/v1/users/${id}`);
      return found && ofKestra(found);
    },
  };
  const server = createServer((incoming: IncomingMessage, outgoing) => {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://model');
    calls.push(decodeURIComponent(`${incoming.method} ${incoming.url}`));
    const answer = answers[kind](pathname, searchParams);
    outgoing.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
    outgoing.end(JSON.stringify(answer ?? { code: 404, message: 'Not found' }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Sets what it holds, in its own order, and how it behaves. */
    holds(rows: readonly Person[], ways: Manners = {}): void {
      people = rows;
      manners = ways;
      calls = [];
    },
    /** The calls since `holds` or `forgetCalls`. */
    calls: (): readonly string[] => calls,
    forgetCalls(): void {
      calls = [];
    },
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

const noDates = { createdAt: null, updatedAt: null, lastLogin: null, isLocal: null };
const ofRunai = ({ id, username, createdBy = '' }: Person) => ({ id, username, createdBy, ...noDates, groups: [] });
const ofKestra = ({ id, username }: Person) => ({ id, username, displayName: username });
