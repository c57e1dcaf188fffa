import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Facade, graphOver, warmPlans } from '../support/facade.ts';

/** `docs/architecture.md`, "The path of one query". */
const document = '{ users(first: 20) { totalCount nodes { username creator { username } } pageInfo { hasNextPage } } }';

let facade: Facade;
beforeAll(async () => {
  facade = await graphOver({}, warmPlans);
});
afterAll(() => facade.close());

test('from the resolver of a list to the connection that sends its call, the way is 15 functions long at most', async () => {
  await facade.ask(document);
  const ways: string[][] = [];
  // undici makes its request while the caller waits, so that the stack shows the whole way.
  const look = () => {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 100;
    const frames = (new Error().stack ?? '').split('\n');
    Error.stackTraceLimit = stackTraceLimit;
    const dispatched = frames.findLastIndex((frame) => frame.includes('Pool.dispatch'));
    const resolved = frames.findIndex((frame) => frame.includes('/src/runai/queries.'));
    if (dispatched >= 0 && resolved >= 0) ways.push(frames.slice(dispatched, resolved + 1));
  };
  subscribe('undici:request:create', look);
  await facade.ask(document);
  unsubscribe('undici:request:create', look);
  expect(ways, 'the rows and the total').toHaveLength(2);
  for (const way of ways) expect(way.length, way.join('\n')).toBeLessThanOrEqual(15);
});
