import { flagOf } from './settings/catalog.ts';
import type { Environment } from './settings/read.ts';

/**
 * Adds settings to an environment.
 * @param flags count before what the environment has
 * @param files the content of files by their paths: count where the environment has nothing, the last one first
 * @returns the flag or the path that each comes from
 */
export function addVariables(
  environment: NodeJS.Dict<string>,
  flags: Environment,
  files: ReadonlyMap<string, Environment>,
): Map<string, string> {
  const sources = new Map<string, string>();
  for (const [path, variables] of [...files].reverse()) {
    for (const [name, value] of Object.entries(variables)) {
      // Node itself may have read the file already, as it takes the flag wherever it stands.
      if (environment[name] && environment[name] !== value) continue;
      environment[name] = value;
      sources.set(name, path);
    }
  }
  for (const [name, value] of Object.entries(flags)) {
    environment[name] = value;
    sources.set(name, flagOf(name));
  }
  return sources;
}
