import { array, assert, asyncProperty, gen } from 'fast-check';
import { type GraphQLSchema, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSchema } from '../../src/graph/schema.ts';
import { drawFrom } from '../support/arbitraries.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { knownValues } from '../support/known-values.ts';
import { post } from '../support/post.ts';
import { type Leaf, type RandomOperation, randomOperation } from '../support/random-operation.ts';
import { runs } from '../support/runs.ts';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await buildSchema(['runai', 'kestra']);
});

/** Operations that are sent at once. */
const together = 8;

interface Answered {
  readonly status: number;
  readonly codes: readonly unknown[];
  readonly text: string;
  readonly cost: { readonly asked: number; readonly actual: number } | undefined;
}

let sent = 0;

async function send(facade: Facade, { query, variables }: RandomOperation): Promise<Answered> {
  // Of its own each: identical ones are executed once.
  const headers = { 'kestra-authorization': 'Bearer sandbox-admin', 'x-explain': '1' };
  const { status, text, codes } = await post(
    facade.url,
    JSON.stringify({ query: `${query} # ${sent++}`, variables }),
    headers,
  );
  return { status, text, codes, cost: JSON.parse(text).extensions?.cost };
}

describe.each([
  { version: '3.0', users: 60, count: runs(300), pages: 7 },
  { version: '2.22', users: 520, count: runs(250), pages: 100 },
  { version: 'legacy', users: 60, count: runs(200), pages: 20 },
] as const)('random operations over Run:ai $version and Kestra', ({ version, users, count, pages }) => {
  let facade: Facade;
  let leaf: Leaf;
  beforeAll(async () => {
    facade = await graphOver(
      { version, users, platforms: ['runai', 'kestra'] },
      { KESTRA_MAX_PAGE_SIZE: String(pages), JIT_AFTER: '1', LOG_LEVEL: 'silent' },
    );
    leaf = await knownValues(facade);
  });
  afterAll(() => facade.close());

  test(`about ${count}: none is answered by a fault, and none exceeds its price`, async () => {
    const sum = { sent: 0, executed: 0, refused: 0, calls: 0 };
    await forgetCalls(facade);
    await assert(
      asyncProperty(array(gen(), { minLength: 1, maxLength: together, size: 'max' }), async (values) => {
        const operations = values.map((value) => {
          const draw = drawFrom(value);
          return randomOperation(schema, draw, { type: draw.int(0, 9) === 0 ? 'mutation' : 'query', leaf });
        });
        for (const { query } of operations) expect(validate(schema, parse(query)).map(String)).toEqual([]);
        const answers = await Promise.all(operations.map((operation) => send(facade, operation)));
        let [asked, actual] = [0, 0];
        for (const [index, { status, codes, text, cost }] of answers.entries()) {
          expect(status, text).toBeLessThan(500);
          expect(codes, text).not.toContain('INTERNAL_SERVER_ERROR');
          expect(cost?.actual ?? 0, JSON.stringify(operations[index])).toBeLessThanOrEqual(cost?.asked ?? 0);
          asked += cost?.asked ?? 0;
          actual += cost?.actual ?? 0;
          sum.sent++;
          if (cost) sum.executed++;
          if (codes.includes('COST_LIMIT_EXCEEDED')) sum.refused++;
        }
        const calls = await countCalls(facade);
        await forgetCalls(facade);
        const told = JSON.stringify({ operations, answers });
        expect(calls, told).toBeLessThanOrEqual(asked);
        // No call is under way any more when its answer is given.
        expect(calls, told).toBe(actual);
        sum.calls += calls;
      }),
      { numRuns: Math.ceil(count / together) * 2, endOnFailure: true },
    );
    expect(sum.sent).toBeGreaterThan(count * 0.75);
    expect(sum.executed).toBeGreaterThan(sum.sent / 2);
    expect(sum.calls).toBeGreaterThan(sum.sent / 10);
  });
});

const forgetCalls = ({ forgetCalls, kestra }: Facade) => Promise.all([forgetCalls(), kestra.forgetCalls()]);

async function countCalls({ calls, kestra }: Facade): Promise<number> {
  return (await Promise.all([calls(), kestra.calls()])).flat().length;
}
