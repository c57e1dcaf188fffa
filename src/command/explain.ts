import { z } from 'zod';
import { givenSettings } from '../config.ts';
import { settingsByName } from '../settings/catalog.ts';
import { ConfigError } from '../settings/read.ts';
import { UsageError } from './usage-error.ts';

/**
 * Says to a person why the program does not run.
 * @param sources where settings come from that the environment did not have; a flag is named as it was written
 */
export function explain(error: unknown, sources: ReadonlyMap<string, string>): string {
  if (error instanceof UsageError) return error.message;
  if (error instanceof ConfigError) {
    return error.message.replaceAll(/^[A-Z_]+(?= )/gm, (name) => {
      const source = sources.get(name);
      return source?.startsWith('--') ? source : name;
    });
  }
  const { code, message, port } = error as NodeJS.ErrnoException & { readonly port?: number };
  if (code !== 'EADDRINUSE') return `users-graph could not start: ${message}`;
  const setting = settingOf(port);
  return `${setting} ${port} is taken by another program: choose another one, or ${setting}=0 for any that is free.`;
}

/** The setting that names this port. */
function settingOf(port: number | undefined): string {
  const given = givenSettings();
  const names = Object.keys(settingsByName).filter((name) => name.endsWith('PORT'));
  const named = names.find((name) => {
    const type = settingsByName[name];
    return type && z.safeParse(type, given[name]).data === port;
  });
  return named ?? 'PORT';
}
