import { Pool } from 'undici';
import type { AccessGroup, Person, Summary } from '../people.ts';
import { kestraUrl, runaiUrl } from './environment.ts';
import { pageCap } from './schema.ts';

const pool = new Pool(runaiUrl, { connections: 256 });
const kestra = new URL(kestraUrl);
const kestraPool = new Pool(kestra.origin, { connections: 256 });

async function get<Row>(path: string, authorization: string, from = pool): Promise<Row> {
  const { statusCode, body } = await from.request({ method: 'GET', path, headers: { authorization } });
  const answer = await body.json();
  if (statusCode !== 200) throw new Error(`The platform answered ${statusCode}.`);
  return answer as Row;
}

/** The reads of a server that has the schema of `schema.ts`, under the credentials of one request, by undici. */
export class Reads {
  readonly #authorization: string;
  #count: Promise<{ count: number }> | undefined;

  constructor(authorization: string) {
    this.#authorization = authorization;
  }

  users(offset: number, limit: number): Promise<Person[]> {
    return this.#get(`/api/v1/users?sortBy=username&sortOrder=asc&offset=${offset}&limit=${limit}`);
  }

  async count(): Promise<number> {
    this.#count ??= this.#get('/api/v1/users/count');
    return (await this.#count).count;
  }

  user(id: string): Promise<Person> {
    return this.#get(`/api/v1/users/${encodeURIComponent(id)}`);
  }

  async named(username: string): Promise<Person | undefined> {
    const filter = encodeURIComponent(`username==${username}`);
    const [person] = await this.#get<Person[]>(`/api/v1/users?filterBy=${filter}`);
    return person;
  }

  group(name: string): Promise<AccessGroup> {
    return this.#get(`/v1/k8s/groups/${encodeURIComponent(name)}`);
  }

  async members(name: string): Promise<Person[]> {
    const pages = Math.ceil((await this.count()) / pageCap);
    const everyone = await Promise.all(Array.from({ length: pages }, (_, page) => this.users(page * pageCap, pageCap)));
    return everyone.flat().filter(({ groups }) => groups.includes(name));
  }

  kestraUsers(page: number, size: number): Promise<{ results: Summary[]; total: number }> {
    return get(`${kestra.pathname}/api/v1/users?page=${page}&size=${size}`, this.#authorization, kestraPool);
  }

  #get<Row>(path: string): Promise<Row> {
    return get(path, this.#authorization);
  }
}

/** A read for each different key; the answers in the order of the keys. */
export async function each<Row>(
  keys: readonly string[],
  load: (key: string) => Promise<Row>,
): Promise<Map<string, Row>> {
  const different = [...new Set(keys)];
  const rows = await Promise.all(different.map(load));
  return new Map(different.map((key, place) => [key, rows[place] as Row]));
}
