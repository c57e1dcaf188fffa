import { array, assert, asyncProperty, gen } from 'fast-check';
import type { GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildSchema } from '../../src/graph/schema.ts';
import { drawFrom } from '../support/arbitraries.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { knownValues } from '../support/known-values.ts';
import { mutated } from '../support/mutated-body.ts';
import { post } from '../support/post.ts';
import { type Leaf, randomOperation } from '../support/random-operation.ts';
import { runs } from '../support/runs.ts';

let schema: GraphQLSchema;
let facade: Facade;
let leaf: Leaf;
beforeAll(async () => {
  schema = await buildSchema(['runai', 'kestra']);
  facade = await graphOver({ users: 40, platforms: ['runai', 'kestra'] }, { JIT_AFTER: '1', LOG_LEVEL: 'error' });
  leaf = await knownValues(facade);
});
afterAll(() => facade.close());

const together = 16;
const count = runs(600);

const types = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json; charset=latin1',
  'application/graphql+json',
  'application/graphql',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain',
  'nonsense',
];
const accepted = [
  '*/*',
  'application/json',
  'application/graphql-response+json',
  'text/event-stream',
  'multipart/mixed',
  'image/png',
];

test(`about ${count} bodies that are damaged in any way: none is answered by a fault`, async () => {
  let sent = 0;
  const statuses = new Map<number, number>();
  await assert(
    asyncProperty(array(gen(), { minLength: 1, maxLength: together, size: 'max' }), async (values) => {
      const answers = await Promise.all(
        values.map((value) => {
          const draw = drawFrom(value);
          const body = mutated(randomOperation(schema, draw, { type: 'query', leaf, fields: 8 }), draw);
          const usual = draw.int(0, 3) > 0;
          return post(facade.url, body, {
            'content-type': (usual ? types[0] : types[draw.int(0, types.length - 1)]) ?? '',
            accept: (usual ? accepted[0] : accepted[draw.int(0, accepted.length - 1)]) ?? '',
            'kestra-authorization': 'Bearer sandbox-admin',
          }).then((answer) => ({ ...answer, body: body.toString() }));
        }),
      );
      for (const { status, codes, text, body } of answers) {
        const told = JSON.stringify({ body: body.slice(0, 2000), text: text.slice(0, 2000) });
        expect(status, told).toBeLessThan(500);
        expect(codes, told).not.toContain('INTERNAL_SERVER_ERROR');
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        sent++;
      }
    }),
    { numRuns: Math.ceil(count / together) * 2, endOnFailure: true },
  );
  expect(sent).toBeGreaterThan(count * 0.75);
  // Some are as good as before, most are refused.
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 400]));
  expect(facade.lines).toEqual([]);
});
