import { readFileSync } from 'node:fs';
import proxyAddress from 'proxy-addr';
import { z } from 'zod';

/** What people read of a setting, in `--help` and in the documentation. */
export interface SettingText {
  readonly meaning: string;
  /** Its default in words; undefined if nothing stands for an absent one. */
  readonly standard: string | undefined;
}

/**
 * Says what a setting means.
 * @param standard its default in words, where that is not one value
 */
export function setting<Type extends z.ZodType>(type: Type, meaning: string, standard?: string): Type {
  const value = standard ?? String(type.safeParse(undefined).data ?? '');
  return type.meta({ description: meaning, standard: value || undefined });
}

/** Returns what `setting` said. @throws {Error} for a type that it has not described */
export function textOf(type: z.core.$ZodType): SettingText {
  const { description: meaning, standard } = z.globalRegistry.get(type) ?? {};
  if (!meaning) throw new Error('Each setting says what it means: see `setting`.');
  return { meaning, standard: typeof standard === 'string' ? standard : undefined };
}

/** Values in words: `a, b or c`. */
export const eitherOf = (values: readonly string[]) =>
  new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(values);

/** A whole number in these bounds. */
export const whole = (least: number, most: number, standard: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be a whole number from ${least} to ${most}`)
    .default(standard);

export const onOff = z
  .enum(['on', 'off'], 'must be "on" or "off"')
  .transform((value) => value === 'on')
  .optional();

/** A platform's or a collector's base URL. Credentials in it would reach logs. */
export const baseUrl = z
  .string()
  .refine(isBaseUrl, 'must be an http:// or https:// URL without credentials, query or fragment')
  .transform((text) => new URL(text))
  .optional();

/** The URL of a Redis, which may hold credentials. */
export const redisUrl = z
  .string()
  .refine((text) => /^rediss?:$/.test(URL.parse(text)?.protocol ?? ''), 'must be a redis:// or rediss:// URL')
  .transform((text) => new URL(text))
  .optional();

function isBaseUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search && !url.hash;
}

/**
 * A path of URLs without its last `/`: empty for the root.
 * @param taken paths that serve something else
 */
export const urlPath = (standard: string, taken: readonly string[] = []) =>
  z
    .string()
    .regex(/^(\/[\w.~-]+)*\/?$/, 'must be a path such as /api/users, of letters, digits and - . _ ~')
    .transform((path) => path.replace(/\/$/, ''))
    .refine((path) => !path.split('/').some((segment) => /^\.\.?$/.test(segment)), 'must not have . or .. in it')
    .refine(
      (path) => !taken.includes(path),
      `must be none of ${taken.map((path) => path || '/').join(', ')}, which serve something else`,
    )
    .default(standard);

const commaSeparated = z.string().transform((text) => text.split(',').map((item) => item.trim()));

/** A list of some of these names. */
export const listOf = <Name extends string>(names: readonly Name[]) => {
  const known: readonly string[] = names;
  return commaSeparated
    .refine(
      (list): list is Name[] => list.every((name) => known.includes(name)),
      `must be a comma-separated list of: ${names.join(', ')}`,
    )
    .optional();
};

/** Names as GraphQL has them (§2.1.9). */
export const nameList = commaSeparated
  .refine((list) => list.every((name) => /^[_a-z]\w*$/i.test(name)), 'must be a comma-separated list of names')
  .default([]);

export const originList = commaSeparated
  .refine(
    (list) => list.every((origin) => origin === '*' || URL.parse(origin)?.origin === origin),
    'must be a comma-separated list of origins such as https://app.example.com, or *',
  )
  .default([]);

/** Addresses and ranges of proxies. */
export const proxyList = commaSeparated
  .refine(
    areProxies,
    'must be a comma-separated list of IP addresses, ranges such as 10.0.0.0/8, loopback, linklocal or uniquelocal',
  )
  .default([]);

function areProxies(list: readonly string[]): boolean {
  try {
    return Boolean(proxyAddress.compile([...list]));
  } catch {
    return false;
  }
}

/** The path of a file of trusted documents; its content by hashes. */
export const manifest = z.string().transform((path, { addIssue }) => {
  const documents = readManifest(path);
  if (documents) return new Map(Object.entries(documents));
  addIssue('must be the path of a JSON file of documents by their hashes');
  return z.NEVER;
});

function readManifest(path: string): Record<string, string> | undefined {
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}
