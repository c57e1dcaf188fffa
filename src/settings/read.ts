import type { z } from 'zod';
import { type PlatformName, type PlatformSettings, platformNames, platforms } from '../platforms.ts';
import { settingsByName } from './catalog.ts';
import { withLowerCase } from './proxy.ts';
import { type TlsMaterial, tlsSettings } from './tls.ts';
import { isInjected, unknownSettings } from './unknown.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** One or more settings are wrong: a line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Settings that are right. */
export interface ReadSettings<Own extends z.ZodObject> {
  readonly env: z.infer<Own>;
  readonly ofPlatforms: PlatformSettings;
  readonly tls: Readonly<Record<string, TlsMaterial | undefined>>;
}

/**
 * Reads settings from the environment: those of this schema, and each platform's. An empty one counts as absent, as with
 * most shells' and orchestrators' files.
 * @throws {ConfigError} with a line for each that is wrong, in the order of the environment
 */
export function readSettings<Own extends z.ZodObject>(own: Own, environment: Environment): ReadSettings<Own> {
  const given = valuesIn(environment);
  const unknown = unknownSettings(given, settingsByName);
  const result = own.safeParse(given);
  const results = platformNames.map((name) => [name, platforms[name].settings.safeParse(given)] as const);
  const tlsResults = Object.entries(tlsSettings).map(([name, { schema }]) => [name, schema.safeParse(given)] as const);
  const issues = [result, ...[...results, ...tlsResults].map(([, one]) => one)].flatMap(
    ({ error }) => error?.issues ?? [],
  );
  if (result.success && issues.length === 0 && unknown.length === 0) {
    const ofPlatforms = Object.fromEntries(results.map(([name, { data }]) => [name, data]));
    // Each value is what the schema of the platform of that name made.
    return {
      env: result.data,
      ofPlatforms: ofPlatforms as PlatformSettings,
      tls: Object.fromEntries(tlsResults.map(([name, { data }]) => [name, data])),
    };
  }
  const order = Object.keys(given);
  const wrong = issues
    .map(({ path, message }) => ({ name: String(path[0]), message }))
    .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
    .map(({ name, message }) => `${name} ${message}${shown(name, given[name])}.`);
  throw new ConfigError([...unknown, ...wrong].join('\n'));
}

/** A URL may hold a password, and is not repeated. */
function shown(name: string, value: string | undefined): string {
  return /_(URL|ENDPOINT|PROXY)$/.test(name) ? '' : `, and is ${JSON.stringify(value)}`;
}

/** The settings among the variables that have a value. */
export function givenIn(environment: Environment): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(valuesIn(environment)).filter(([name]) => Object.hasOwn(settingsByName, name)),
  );
}

function valuesIn(environment: Environment): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) if (value && !isInjected(name, value)) values[name] = value;
  return withLowerCase(values);
}

/** What to set, where a platform has no URL and the sandbox may not stand in for it. */
export function missingUrls(missing: readonly PlatformName[], named: boolean): string {
  const urls = missing.map((name) => `${name.toUpperCase()}_URL`);
  if (!named)
    return `${urls.join(' or ')} must be set, or SANDBOX=on to serve made-up people from the embedded sandbox.`;
  return missing
    .map(
      (name, index) =>
        `${urls[index]} must be set, as PLATFORMS names ${name}; or SANDBOX=on to have the embedded sandbox stand in for it.`,
    )
    .join('\n');
}
