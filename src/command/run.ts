import cluster from 'node:cluster';
import { readFileSync, statSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { setVariables } from '../config.ts';
import { ConfigError } from '../settings/read.ts';
import { version } from '../version.ts';
import { readCommandLine } from './command-line.ts';
import { commands } from './commands.ts';
import { explain } from './explain.ts';
import { help } from './help.ts';
import { UsageError } from './usage-error.ts';

/**
 * Runs the program with these arguments. A flag counts before a variable, and a variable before a file.
 * @returns the exit code: 1 where something is wrong, 2 where the command line is
 */
export async function run(args: readonly string[]): Promise<number> {
  let sources: ReadonlyMap<string, string> = new Map();
  try {
    const { name, command, switches, values, settings, envFiles } = readCommandLine(args, commands, commands.serve);
    if (switches.has('help')) return print(help(name));
    if (switches.has('version')) return print(version());
    sources = setVariables(settings, new Map(envFiles.map((path) => [path, read(path)])));
    return await command.run({ switches, values, sources });
  } catch (error) {
    console.error(explain(error, sources));
    return error instanceof UsageError ? 2 : 1;
  }
}

function print(text: string): number {
  console.log(text);
  return 0;
}

/** @throws {ConfigError} if there is no such file, or it is a pipe from which somebody else has read */
function read(path: string): NodeJS.Dict<string> {
  const text = textAt(path);
  // The process that started a worker has read it, and passes on what it says.
  if (text !== '' || cluster.isWorker || !statSync(path).isFIFO()) return parseEnv(text);
  throw new ConfigError(
    `The pipe that --env-file names is empty. Node itself reads it before unless "--" comes before the program: node -- ${process.argv[1]} …`,
  );
}

function textAt(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigError(`The file that --env-file names cannot be read: ${(error as Error).message}.`);
  }
}
