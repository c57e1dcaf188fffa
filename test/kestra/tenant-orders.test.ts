import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';

let facade: Facade;
beforeAll(async () => {
  facade = await graphOver({ platforms: ['kestra'], kestraVersion: '2.0', users: 20 });
});
afterAll(() => facade.close());
beforeEach(() => facade.forgetCalls());

interface Lists {
  readonly kestraTenant: Record<'up' | 'down' | 'plain', { nodes: { key: string }[] }>;
}

test.each([
  ['groups', 'NAME', 'name', 'groups/search', 'name', 'name:asc'],
  ['roles', 'NAME', 'name', 'roles/search', 'name', 'name:asc'],
  ['invitations', 'EMAIL', 'email', 'invitations/search', 'email', 'email:asc'],
  ['bindings', 'HOLDER', 'holder', 'bindings/search', 'type', undefined],
])('the %s of a tenant are ordered by %s, one call each', async (list, field, shown, path, sort, standard) => {
  const rows = (direction: string) =>
    `${list}(first: 50, orderBy: { field: ${field}, direction: ${direction} }) { nodes { key: ${shown} } }`;
  const { data, errors } = await facade.ask<Lists, never>(
    `{ kestraTenant { up: ${rows('ASC')} down: ${rows('DESC')} plain: ${list}(first: 50) { nodes { key: ${shown} } } } }`,
  );
  expect(errors).toBeUndefined();
  const [up, down] = (['up', 'down'] as const).map((name) => data.kestraTenant[name].nodes.map(({ key }) => key));
  expect(up?.length).toBeGreaterThan(1);
  expect([up, down]).toEqual([up?.toSorted(), up?.toSorted().toReversed()]);
  const at = `GET /api/v1/main/${path}?`;
  const sorts = ['asc', ...(standard === `${sort}:asc` ? [] : ['']), 'desc'];
  expect((await facade.calls()).toSorted()).toEqual(
    sorts.map((direction) => `${at}${direction && `sort=${sort}:${direction}&`}page=1&size=50`).toSorted(),
  );
});
