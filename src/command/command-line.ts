import { parseArgs } from 'node:util';
import { flagOf, settingsByName, settingsIn } from '../settings/catalog.ts';
import type { Command } from './commands.ts';
import { suggestion, UsageError } from './usage-error.ts';

/** What the arguments of the program say. */
export interface CommandLine {
  /** The command that is named; undefined if none is. */
  readonly name: string | undefined;
  readonly command: Command;
  /** The flags without a value: `help`. */
  readonly switches: ReadonlySet<string>;
  /** The flags of the command that take a value. */
  readonly values: Readonly<Record<string, string>>;
  /** The settings that are given as flags, by the names of their variables. */
  readonly settings: Readonly<Record<string, string>>;
  readonly envFiles: readonly string[];
}

/** Flags that every command takes. */
export const commonSwitches = ['help', 'version'] as const;

/**
 * Reads the arguments of the program.
 * @param standard the command that is meant where none is named
 * @throws {UsageError} for anything that the command does not take
 */
export function readCommandLine(
  args: readonly string[],
  commands: Readonly<Record<string, Command>>,
  standard: Command,
): CommandLine {
  const options = optionsOf(Object.values(commands).flatMap(({ values = {} }) => Object.keys(values)));
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const [name, surplus] = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
  const known = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  const command = known ?? standard;
  const flags = new Map(Object.keys(settingsIn(command.groups)).map((setting) => [flagOf(setting), setting]));
  const ownSwitches = [...commonSwitches, ...Object.keys(command.switches ?? {})];
  const ownValues = Object.keys(command.values ?? {});
  const switches = new Set<string>();
  const values: Record<string, string> = {};
  const settings: Record<string, string> = {};
  const envFiles: string[] = [];
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const setting = flags.get(token.rawName);
    if (setting) settings[setting] = textValue(token);
    else if (token.name === 'env-file') envFiles.push(textValue(token));
    else if (ownValues.includes(token.name)) values[token.name] = textValue(token);
    else if (ownSwitches.includes(token.name)) switches.add(switchOf(token));
    else {
      const others = [...['env-file', ...ownSwitches, ...ownValues].map((own) => `--${own}`), ...flags.keys()];
      const called = `users-graph${known ? ` ${name}` : ''}`;
      throw new UsageError(`${token.rawName} is not a flag of ${called}${suggestion(token.rawName, others)}`);
    }
  }
  if (name !== undefined && !known) throw noCommand(name, commands);
  if (surplus !== undefined) throw new UsageError(`"${surplus}" is one word too many: name one command.`);
  return { name, command, switches, values, settings, envFiles };
}

/** Those that take a value, of whichever command; and the short ones. */
function optionsOf(values: readonly string[]) {
  const withValue = ['env-file', ...values, ...Object.keys(settingsByName).map((name) => flagOf(name).slice(2))];
  return {
    ...Object.fromEntries(withValue.map((flag) => [flag, { type: 'string' as const }])),
    help: { type: 'boolean', short: 'h' },
    version: { type: 'boolean', short: 'v' },
  } as const;
}

interface Token {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

/** @throws {UsageError} if there is none: another flag is not one */
function textValue({ rawName, value, inlineValue }: Token): string {
  if (value !== undefined && (inlineValue || !value.startsWith('--'))) return value;
  throw new UsageError(`${rawName} needs a value: ${rawName} <value>.`);
}

function switchOf({ name, rawName, value }: Token): string {
  if (value !== undefined) throw new UsageError(`${rawName} takes no value.`);
  return name;
}

/** A variable may stand before the program, but not behind it. */
function noCommand(name: string, commands: object): UsageError {
  const [, variable = '', value] = /^([A-Z_]+)=(.*)$/.exec(name) ?? [];
  return new UsageError(
    Object.hasOwn(settingsByName, variable)
      ? `${name} is not a command: did you mean ${flagOf(variable)}=${value}?`
      : `${name} is not a command${suggestion(name, Object.keys(commands))}`,
  );
}
