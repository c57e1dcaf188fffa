import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startRunai } from '../../src/sandbox/runai.ts';
import { client, Published } from '../support/checked-client.ts';

interface User {
  id: string;
  username: string;
  createdBy: string;
  createdAt: string | null;
  updatedAt: string | null;
  lastLogin: string | null;
  isLocal: boolean | null;
}
type Key = 'username' | 'createdBy' | 'lastLogin' | 'createdAt' | 'updatedAt' | 'isLocal';

const bodyNames: Record<string, Key> = {
  username: 'username',
  createdBy: 'createdBy',
  lastLogin: 'lastLogin',
  creationTime: 'createdAt',
  lastUpdated: 'updatedAt',
  isLocal: 'isLocal',
  type: 'isLocal',
};
const published = new Published('runai-2.24');
let sandbox: Sandbox;
let call: ReturnType<typeof client>;
let everyone: User[];

beforeAll(async () => {
  sandbox = await startRunai({ users: 700, version: '2.24' });
  call = client(sandbox.url, published);
  const pages = await Promise.all([0, 500].map((offset) => call<User[]>('GET', `/api/v1/users?offset=${offset}`)));
  everyone = pages.flatMap(({ body }) => body);
});
afterAll(() => sandbox.close());

const list = (query: Record<string, string>) => call<User[]>('GET', `/api/v1/users?${new URLSearchParams(query)}`);
const count = (query: Record<string, string>) =>
  call<{ count: number }>('GET', `/api/v1/users/count?${new URLSearchParams(query)}`);

/** What the docstrings of the query promise, in memory. */
function holds(user: User, condition: string): boolean {
  const [, field = '', operator, value = ''] = /^(\w+)(==|<=|>=|=@)(.*)$/.exec(condition) ?? [];
  const actual = user[bodyNames[field] ?? 'username'];
  if (actual === null) return false;
  if (typeof actual === 'boolean') return String(actual) === value;
  if (operator === '=@') return actual.toLowerCase().includes(value.toLowerCase());
  const isText = field === 'username' || field === 'createdBy';
  const [left, right] = isText ? [actual, value] : [Date.parse(actual), Date.parse(value)];
  return operator === '==' ? left === right : operator === '<=' ? left <= right : left >= right;
}

function compare(key: Key, direction: number): (a: User, b: User) => number {
  return (a, b) => {
    const [left, right] = [a[key], b[key]].map((value) =>
      typeof value === 'string' ? value.toLowerCase() : value,
    ) as [User[Key], User[Key]];
    if (left !== right) {
      if (left === null) return 1;
      if (right === null) return -1;
      return direction * (left < right ? -1 : 1);
    }
    return a.id < b.id ? -1 : 1;
  };
}

const someone = fc.nat(699).map((index) => everyone[index] as User);
const text = (field: 'username' | 'createdBy') =>
  fc
    .tuple(
      fc.constantFrom('==', '<=', '>=', '=@'),
      someone.map((user) => user[field] || 'x'),
      fc.nat(12),
      fc.boolean(),
    )
    .map(([operator, value, cut, upper]) => {
      const part = operator === '=@' ? value.slice(cut, cut + 3) || '@' : value;
      return `${field}${operator}${upper ? part.toUpperCase() : part}`;
    });
const date = fc
  .tuple(
    fc.constantFrom('lastLogin', 'creationTime', 'lastUpdated'),
    fc.constantFrom('==', '<=', '>='),
    someone.map(({ createdAt, lastLogin }) => lastLogin ?? createdAt ?? '2023-01-01T00:00:00.000Z'),
    fc.constantFrom(
      (iso: string) => iso,
      (iso: string) => iso.slice(0, 10),
      (iso: string) => iso.replace('Z', '+02:00'),
    ),
  )
  .map(([field, operator, iso, form]) => `${field}${operator}${form(iso)}`);
const condition = fc.oneof(
  text('username'),
  text('createdBy'),
  date,
  fc.constantFrom('isLocal==true', 'isLocal==false'),
);
const sort = fc.record({
  field: fc.constantFrom('username', 'createdBy', 'lastLogin', 'creationTime', 'lastUpdated', 'type'),
  direction: fc.constantFrom('asc', 'desc'),
});

test('filters, search, order and window agree with the same done in memory', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(condition, { maxLength: 3 }),
      fc.option(fc.constantFrom('ada', 'EXAMPLE.org', 'a.b', '%', '_', ''), { nil: undefined }),
      fc.option(sort, { nil: undefined }),
      fc.nat(720),
      fc.integer({ min: 1, max: 500 }),
      async (conditions, search, order, offset, limit) => {
        const filter: Record<string, string> = {};
        if (conditions.length > 0) filter.filterBy = conditions.join(',');
        if (search !== undefined) filter.search = search;
        const window: Record<string, string> = { offset: String(offset), limit: String(limit) };
        if (order) Object.assign(window, { sortBy: order.field, sortOrder: order.direction });
        const kept = everyone.filter(
          (user) =>
            conditions.every((one) => holds(user, one)) &&
            user.username.toLowerCase().includes((search ?? '').toLowerCase()),
        );
        const sorted = order
          ? kept.toSorted(compare(bodyNames[order.field] ?? 'username', order.direction === 'asc' ? 1 : -1))
          : kept;
        const { body } = await list({ ...filter, ...window });
        expect(body).toEqual(sorted.slice(offset, offset + limit));
        expect((await count(filter)).body).toEqual({ count: kept.length });
      },
    ),
    { numRuns: 150 },
  );
});

test.each(['username', 'createdBy', 'lastLogin', 'creationTime', 'lastUpdated', 'type'])(
  'pages sorted by %s show everyone once',
  async (sortBy) => {
    for (const sortOrder of ['asc', 'desc']) {
      const pages = await Promise.all(
        [0, 100, 200, 300, 400, 500, 600].map((offset) =>
          list({ sortBy, sortOrder, offset: String(offset), limit: '100' }),
        ),
      );
      const ids = pages.flatMap(({ body }) => body.map(({ id }) => id));
      expect(new Set(ids).size).toBe(everyone.length);
    }
  },
);

test('without a field, desc turns the order of creation round', async () => {
  const { body } = await list({ sortOrder: 'desc', limit: '500' });
  expect(body).toEqual(everyone.toReversed().slice(0, 500));
});

test('the old filter knows local and not', async () => {
  for (const local of [true, false]) {
    const { body } = await list({ filter: `runai.is_local:${local}`, limit: '500' });
    expect(body).toEqual(everyone.filter(({ isLocal }) => isLocal === local).slice(0, 500));
  }
});

test('the default limit is 500', async () => {
  expect((await list({})).body).toHaveLength(500);
});

test.each([
  'limit=0',
  'limit=501',
  'limit=ten',
  'limit=1.5',
  'offset=-1',
  'offset=3000000000',
  'sortBy=createdAt',
  'sortBy=updatedAt',
  'sortBy=isLocal',
  'sortOrder=up',
  'filter=runai.is_local:maybe',
  'filter=color:red',
  'filterBy=',
  'filterBy=createdAt>=2024-01-01',
  'filterBy=username!=ada',
  'filterBy=username==',
  'filterBy=isLocal==yes',
  'filterBy=isLocal=@true',
  'filterBy=lastLogin==yesterday',
  'filterBy=lastLogin=@2024',
  'filterBy=lastLogin>=2024-13-01',
  'filterBy=lastLogin>=2024-01-01T00:00:00+02:00',
  'filterBy=username=@a,b',
])('refuses %s', async (query) => {
  expect((await call('GET', `/api/v1/users?${query}`)).status).toBe(400);
});

test('overlooks what no contract names', async () => {
  expect((await list({ limit: '1', colour: 'red', constructor: 'x' })).body).toEqual(everyone.slice(0, 1));
});

test('a condition may come in a parameter of its own', async () => {
  const query = 'filterBy=isLocal%3D%3Dtrue,username%3D%40hopper&filterBy=username%3D%40grace';
  const { body } = await call<User[]>('GET', `/api/v1/users?${query}`);
  expect(body.map(({ username }) => username)).toContain('grace.hopper@example.com');
  expect(body.every((user) => holds(user, 'username=@grace') && holds(user, 'username=@hopper'))).toBe(true);
});
