import { kestra } from './kestra/platform.ts';
import type { Platform } from './platform.ts';
import { runai } from './runai/platform.ts';

/** The platforms of the graph by their names, in the order in which a client meets them. */
const registry = { runai, kestra };

type Registry = typeof registry;
export type PlatformName = keyof Registry;

export const platforms: Readonly<Record<PlatformName, Platform>> = registry;
export const platformNames = Object.keys(registry) as readonly PlatformName[];

/** The settings of each platform. */
export type PlatformSettings = {
  readonly [Name in PlatformName]: Registry[Name] extends Platform<infer Settings> ? Settings : never;
};

/** Each platform as one request sees it. */
export type PlatformSessions = {
  readonly [Name in PlatformName]: ReturnType<Awaited<ReturnType<Registry[Name]['connect']>>['open']>;
};
