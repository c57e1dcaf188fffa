import { readFileSync } from 'node:fs';
import { z } from 'zod';

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

function isBaseUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search && !url.hash;
}

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

export const originList = commaSeparated
  .refine(
    (list) => list.every((origin) => origin === '*' || URL.parse(origin)?.origin === origin),
    'must be a comma-separated list of origins such as https://app.example.com, or *',
  )
  .default([]);

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
