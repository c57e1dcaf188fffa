import { request } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';

let facade: Facade;
beforeAll(async () => {
  facade = await graphOver({ users: 300 });
});
afterAll(() => facade.close());
beforeEach(() => facade.forgetCalls());

interface Answered {
  readonly users: {
    readonly nodes: readonly { readonly userId: string; readonly username: string }[];
    readonly pageInfo: { readonly startCursor: string; readonly endCursor: string };
  };
}

async function page(args: string) {
  await facade.forgetCalls();
  const { data, errors, extensions } = await facade.ask<Answered, object>(
    `{ users(orderBy: { field: USERNAME }, ${args}) { nodes { userId username } pageInfo { startCursor endCursor } } }`,
  );
  expect(errors).toBeUndefined();
  const calls = (await facade.calls()).map((call) => call.replace(/^.*&(offset)/, '$1'));
  return { ...data.users, extensions, calls };
}

/** Changes the platform as somebody else would, while a client pages. */
async function change(method: 'POST' | 'DELETE', path: string, body?: object): Promise<string> {
  const answer = await request(`${facade.sandboxUrl}/api/v1/users${path}`, {
    method,
    headers: { authorization: 'Bearer sandbox-admin', 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.body.text();
  expect(answer.statusCode).toBe(method === 'POST' ? 201 : 204);
  await facade.forgetCalls();
  return method === 'POST' ? (JSON.parse(text) as { id: string }).id : '';
}

const names = ({ nodes }: { nodes: Answered['users']['nodes'] }) => nodes.map(({ username }) => username);
const report = (argument: string, moved: number | null) => ({ pagination: [{ path: ['users'], argument, moved }] });

describe('a page after rows were inserted before it', () => {
  test('goes on after the anchor, tells how far it has moved, and costs one call more', async () => {
    const expected = names(await page('first: 40'));
    const first = await page('first: 20');
    const inserted: string[] = [];
    for (const place of [1, 2, 3]) inserted.push(await change('POST', '', { email: `000${place}@example.com` }));

    const second = await page(`first: 20, after: "${first.pageInfo.endCursor}"`);
    expect([...names(first), ...names(second)]).toEqual(expected);
    expect(second.extensions).toEqual(report('after', 3));
    expect(second.calls).toEqual(['offset=19&limit=21', 'offset=40&limit=3']);

    const back = await page(`last: 19, before: "${first.pageInfo.endCursor}"`);
    expect(names(back)).toEqual(names(first).slice(0, -1));
    expect(back.extensions).toEqual(report('before', 3));

    const third = await page(`first: 20, after: "${second.pageInfo.endCursor}"`);
    expect(third.extensions, 'a fresh cursor knows the new place').toBeUndefined();
    expect(third.calls).toHaveLength(1);
    for (const id of inserted) await change('DELETE', `/${id}`);
  });
});

describe('a page after rows were deleted', () => {
  test('goes on after the anchor that moved up, at two calls more', async () => {
    const first = await page('first: 20');
    const expected = names(await page(`first: 20, after: "${first.pageInfo.endCursor}"`));
    for (const { userId } of first.nodes.slice(4, 6)) await change('DELETE', `/${userId}`);
    const second = await page(`first: 20, after: "${first.pageInfo.endCursor}"`);
    expect(names(second)).toEqual(expected);
    expect(second.extensions).toEqual(report('after', -2));
    expect(second.calls[0]).toBe('offset=19&limit=21');
    expect(second.calls.slice(1).sort(), 'the rows on both sides, at once').toEqual([
      'offset=0&limit=19',
      'offset=40&limit=30',
    ]);
  });

  test('goes on at the old place when the anchor itself is gone, and says so', async () => {
    const first = await page('first: 20');
    const expected = names(await page(`first: 20, after: "${first.pageInfo.endCursor}"`));
    await change('DELETE', `/${first.nodes.at(-1)?.userId}`);
    const second = await page(`first: 20, after: "${first.pageInfo.endCursor}"`);
    expect(names(second)).toEqual(expected);
    expect(second.extensions).toEqual(report('after', null));
  });

  test('every connection of a document reports for itself', async () => {
    const first = await page('first: 20');
    await change('DELETE', `/${first.nodes[3]?.userId}`);
    const { extensions } = await facade.ask(
      `{ here: users(orderBy: { field: USERNAME }, first: 1, after: "${first.pageInfo.endCursor}") { nodes { userId } }
         there: users(orderBy: { field: USERNAME }, last: 1, before: "${first.pageInfo.endCursor}") { nodes { userId } }
         start: users(orderBy: { field: USERNAME }, first: 1, after: "${first.pageInfo.startCursor}") { nodes { userId } } }`,
    );
    expect(extensions?.pagination).toEqual(
      expect.arrayContaining([
        { path: ['here'], argument: 'after', moved: -1 },
        { path: ['there'], argument: 'before', moved: -1 },
      ]),
    );
    expect(extensions?.pagination).toHaveLength(2);
  });
});
