import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { assert, asyncProperty, gen, pre } from 'fast-check';
import { type ExecutionResult, execute, type GraphQLSchema, parse, validate } from 'graphql';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { executePlan } from '../../src/execution/execute.ts';
import type { Context } from '../../src/graph/context.ts';
import { buildSchema } from '../../src/graph/schema.ts';
import type { RestClient } from '../../src/rest/client.ts';
import { ClientPresence } from '../../src/rest/client-presence.ts';
import { startKestra } from '../../src/sandbox/kestra.ts';
import { startRunai } from '../../src/sandbox/runai.ts';
import { servePlatform } from '../../src/serve-platform.ts';
import { ClientRequest } from '../../src/server/client-request.ts';
import { contextFactory } from '../../src/server/context.ts';
import { DocumentStore } from '../../src/server/operations/document-store.ts';
import { PlanCache } from '../../src/server/operations/plan-cache.ts';
import { coerceVariables } from '../../src/server/operations/variables.ts';
import { drawFrom } from '../support/arbitraries.ts';
import { graphOver } from '../support/facade.ts';
import { knownValues } from '../support/known-values.ts';
import { randomDocument } from '../support/random-document.ts';
import type { Leaf, RandomOperation } from '../support/random-operation.ts';
import { type Fault, recordedPlatform } from '../support/recorded-platform.ts';
import { runs } from '../support/runs.ts';

/** How many documents are tried. */
const documents = runs(400);
const credentials = { authorization: 'Bearer sandbox-admin', 'kestra-authorization': 'Bearer sandbox-admin' };

let schema: GraphQLSchema;
let leaf: Leaf;
let platforms: Awaited<ReturnType<typeof recordedPlatform>>[];
let contexts: { readonly reference: () => Context; readonly planned: () => Context };
const closing: (() => Promise<unknown>)[] = [];
const opened: RestClient[] = [];
let open: () => Promise<void>;
let openedAt = 0;
/** REST calls that have not ended. */
let underWay = 0;

beforeAll(async () => {
  schema = await buildSchema(['runai', 'kestra']);
  const options = { users: 120 };
  const sandboxes = await Promise.all([startRunai({ ...options, version: '2.22' }), startKestra(options)]);
  platforms = await Promise.all(sandboxes.map(({ url }) => recordedPlatform(url)));
  const config = loadConfig({
    RUNAI_URL: platforms[0]?.url,
    KESTRA_URL: platforms[1]?.url,
    RUNAI_VERSION: '2.22',
    KESTRA_MAX_PAGE_SIZE: '50',
    BREAKER_FAILURES: '1000000',
    MAX_COST: '100000',
  });
  // What is learnt of the platforms is for planning: each way has its own. Some of it is believed for a minute, so that
  // both begin anew long before one way can still believe what the other one no longer does.
  open = async () => {
    for (const client of opened.splice(0)) client.close();
    openedAt = Date.now();
    const contextsOf = async () => {
      const served = await Promise.all(config.platforms.map((name) => servePlatform(name, config)));
      for (const { client } of served) {
        opened.push(client);
        client.watch(() => {
          underWay++;
          return () => underWay--;
        });
      }
      const contextOf = contextFactory(config, served, pino({ enabled: false }));
      return () => contextOf(requestOf(credentials), {});
    };
    contexts = { reference: await contextsOf(), planned: await contextsOf() };
  };
  await open();
  closing.push(() => Promise.all(opened.map((client) => client.close())));
  closing.push(...platforms.map(({ close }) => close), ...sandboxes.map((sandbox) => () => sandbox.close()));
  const facade = await graphOver({ ...options, version: '2.22', platforms: ['runai', 'kestra'] });
  leaf = await knownValues(facade);
  await facade.close();
});
afterAll(async () => {
  for (const close of closing) await close();
});

/** A request with these headers whose client stays. */
function requestOf(headers: Readonly<Record<string, string>>): ClientRequest {
  const message = new IncomingMessage(new Socket());
  Object.assign(message.headers, headers);
  return new ClientRequest(message, new ServerResponse(message), new ClientPresence());
}

/** Executes as the facade does: by a plan that is kept, made once for each set of conditions. */
function executor() {
  const documents = new DocumentStore(schema);
  const plans = new PlanCache(0);
  return async (query: string, variables: object, contextValue: Context): Promise<ExecutionResult> => {
    const document = documents.recordOf(query);
    document.parsed ??= parse(query);
    const operation = document.operation('Random');
    if (!operation) throw new Error('The document has no operation.');
    const { coerced, errors } = coerceVariables(operation, { ...variables });
    return errors ? { errors } : executePlan(plans.planFor(operation, coerced), { contextValue }, coerced);
  };
}

/** Waits for the calls that an answer did not wait for: one that is null already is given while others are under way. */
async function quiet(): Promise<void> {
  for (let turns = 0; turns < 3; turns++) {
    await setImmediate();
    if (underWay > 0) turns = 0;
  }
}

/** What is compared: the order of keys too. Of variables that do not fit, the facade has words of its own. */
function comparable({ data, errors = [] }: ExecutionResult) {
  if (data === undefined) return 'refused';
  const told = errors.map(({ message, path, locations, originalError }) => {
    const { code }: Partial<Error> & { readonly code?: unknown } = originalError ?? {};
    return JSON.stringify([path, message, locations, code]);
  });
  return { data: JSON.stringify(data), errors: told.sort() };
}

/** Refusals and broken answers of some calls, the same for both. Outages, which are tried again, take time. */
function faults(chance: number, int: (min: number, max: number) => number): (call: string) => Fault {
  const refusal = (status: number) => ({
    status,
    body: Buffer.from(JSON.stringify({ code: status, message: 'No.', _links: {}, _embedded: { errors: [] } })),
  });
  const kinds = [refusal(403), refusal(404), refusal(400), { status: 200, body: Buffer.from('{"odd":') }];
  return () => (int(1, 100) <= chance ? kinds[int(0, kinds.length - 1)] : undefined);
}

test(`${documents} random documents are answered as graphql-js answers them, by the same REST calls`, async () => {
  const sum = { tried: 0, refused: 0, failedInPart: 0, mutations: 0 };
  const planned = executor();
  const tried = async ({ query, variables }: RandomOperation, int: (min: number, max: number) => number) => {
    const document = parse(query);
    const chance = int(0, 3) === 0 ? 20 : 0;
    // Twice, with other values for the conditions: the second time by what was kept of the first.
    const flipped = Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [name, typeof value === 'boolean' ? int(0, 1) === 1 : value]),
    );
    const [some] = Object.keys(variables);
    const misfit = some && int(0, 19) === 0 ? [{ ...variables, [some]: { [some]: [some] } }] : [];
    for (const values of [variables, flipped, ...misfit]) {
      for (const platform of platforms) platform.record(faults(chance, int));
      const expected = await execute({
        schema,
        document,
        variableValues: values,
        contextValue: contexts.reference(),
        operationName: 'Random',
      });
      await quiet();
      for (const platform of platforms) platform.replay();
      const actual = await planned(query, values, contexts.planned());
      await quiet();
      const told = JSON.stringify({ query, values });
      expect(comparable(actual), told).toEqual(comparable(expected));
      for (const platform of platforms) {
        expect(platform.differences(), told).toEqual({ unexpected: [], missing: [] });
      }
      sum.tried++;
      if (actual.data === undefined) sum.refused++;
      else if (actual.errors) sum.failedInPart++;
      if (query.startsWith('mutation')) sum.mutations++;
    }
  };
  await assert(
    asyncProperty(gen(), async (value) => {
      const draw = drawFrom(value);
      const type = draw.int(0, 4) === 0 ? 'mutation' : 'query';
      const operation = randomDocument(schema, draw, { type, leaf, fields: draw.int(3, 25) });
      pre(validate(schema, parse(operation.query)).length === 0);
      if (Date.now() - openedAt > 20_000) await open();
      await tried(operation, draw.int);
    }),
    { numRuns: Math.ceil(documents / 2), maxSkipsPerRun: 3, endOnFailure: true },
  );
  console.log(JSON.stringify(sum));
  expect(sum.tried).toBeGreaterThanOrEqual(documents);
  expect(Math.min(sum.refused, sum.failedInPart, sum.mutations)).toBeGreaterThan(documents / 200);
  expect(sum.refused).toBeLessThan(documents / 10);
});
