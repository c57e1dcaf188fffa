import { encodeGlobalID } from '@pothos/plugin-relay';
import type { Config } from '../config.ts';
import { startEmbeddedSandboxes } from '../embedded-sandbox.ts';
import { buildClientSchema } from '../graph/schema.ts';
import type { ServedPlatform } from '../platform.ts';
import { causes } from '../rest/causes.ts';
import type { FailedCall } from '../rest/sending.ts';
import { servePlatform } from '../serve-platform.ts';
import { type Ask, asker, type Credentials, type MadeCall } from './ask.ts';
import { type Finding, Findings } from './findings.ts';
import { ownIdOf } from './place.ts';
import { Samples } from './samples.ts';
import { Walk } from './walk.ts';

/** What is known of one platform. */
export interface PlatformDiagnosis {
  readonly name: string;
  /** What it is and where, in words. */
  readonly title: string;
  /** Why nothing could be asked of it; undefined if it could. */
  readonly unasked?: string;
  /** In what it departs from its contract, though no field fails for it. */
  readonly departures: readonly string[];
  /** The REST operations that were called, each with how often its calls ended in which way. */
  readonly operations: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** An object that somebody named: its type in the graph, and the id that the platform gave it. */
export interface KnownObject {
  readonly typename: string;
  readonly id: string;
}

/** What works on an installation, with some credentials. */
export interface Diagnosis {
  readonly platforms: readonly PlatformDiagnosis[];
  readonly fields: readonly Finding[];
}

/**
 * Asks the platforms for each field of the graph's queries, and changes nothing. A platform without a URL is the embedded
 * sandbox.
 * @param given the credentials of each platform by its name; the sandbox has its own
 * @param known objects that are there, beside those that lists show
 */
export async function diagnose(
  config: Config,
  given: Credentials,
  known: readonly KnownObject[] = [],
): Promise<Diagnosis> {
  // Its own failures shall not keep it from asking on.
  const patient: Config = { ...config, breaker: { ...config.breaker, failures: Number.MAX_SAFE_INTEGER } };
  const { endpoints, close } = await startEmbeddedSandboxes(patient);
  const platforms: ServedPlatform[] = [];
  try {
    for (const name of config.platforms) platforms.push(await servePlatform(name, patient, endpoints[name]));
    const ofSandboxes = Object.entries(endpoints).map(([name, { example }]) => [name, example.authorization]);
    return await examine(patient, platforms, { ...Object.fromEntries(ofSandboxes), ...given }, known);
  } finally {
    await Promise.all(platforms.map(({ client }) => client.close()));
    await close();
  }
}

async function examine(
  config: Config,
  platforms: readonly ServedPlatform[],
  credentials: Credentials,
  known: readonly KnownObject[],
) {
  const findings = new Findings();
  const calls: MadeCall[] = [];
  const departures = new Map<string, string[]>(platforms.map(({ name }) => [name, []]));
  const failures = new Map<string, FailedCall>();
  for (const { name, client, lists } of platforms) {
    client.onFailure((call) => failures.set(name, call));
    lists.pageCap.watch((rows, asked) =>
      departures.get(name)?.push(`A page has ${rows} rows where ${asked} were asked for: lists cost more calls.`),
    );
  }
  const schema = await buildClientSchema(config.platforms);
  const ask = asker(schema, config, platforms, credentials);
  const noting: Ask = async (document) => {
    const reply = await ask(document);
    calls.push(...reply.probes, ...reply.calls);
    return reply;
  };
  const samples = new Samples();
  for (const { typename, id } of known) {
    samples.learn(typename, [{ id: encodeGlobalID(typename, id), [ownIdOf(schema, typename)]: id }]);
  }
  await new Walk(schema, noting, findings, samples, config.maxPageSize).run();
  findings.judgeUnknown(calls);
  for (const { name, departures: shown } of platforms) {
    for (const { field, departure } of shown()) {
      findings.degrade(field, departure);
      departures.get(name)?.push(departure);
    }
  }
  return {
    platforms: platforms.map(({ name, title, found }) => {
      const own = calls.filter(({ platform }) => platform === name);
      const unasked = whyUnasked(name, credentials[name], own, failures.get(name));
      return {
        name,
        title: found?.proved ? `${title}, found to be ${found.proved}` : title,
        ...(unasked && { unasked }),
        departures: departures.get(name) ?? [],
        operations: operationsOf(own),
      };
    }),
    fields: findings.all(),
  };
}

function whyUnasked(
  name: string,
  authorization: string | undefined,
  calls: readonly MadeCall[],
  failure: FailedCall | undefined,
): string | undefined {
  if (authorization === undefined) return `It has no credentials: set ${name.toUpperCase()}_AUTHORIZATION.`;
  if (calls.length === 0) return 'It was not asked.';
  if (calls.every(({ ending }) => ending === 401)) return 'It does not accept the credentials: expired, or wrong.';
  if (calls.some(({ ending }) => typeof ending === 'number')) return undefined;
  return failure ? `It cannot be reached: ${causes[failure.finding.cause]}.` : 'It cannot be reached.';
}

function operationsOf(calls: readonly MadeCall[]) {
  const byOperation = Map.groupBy(calls, ({ operation }) => operation.id);
  return Object.fromEntries(
    [...byOperation].map(([id, own]) => {
      const byEnding = Map.groupBy(own, ({ ending }) => String(ending));
      return [id, Object.fromEntries([...byEnding].map(([ending, alike]) => [ending, alike.length]))];
    }),
  );
}
