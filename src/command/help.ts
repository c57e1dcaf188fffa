import { styleText } from 'node:util';
import { flagOf, type SettingGroup } from '../settings/catalog.ts';
import { textOf } from '../settings/types.ts';
import { version } from '../version.ts';
import { type Command, commands } from './commands.ts';

/** Columns of a line. */
const width = 100;

const bold = (text: string) => styleText('bold', text);

/**
 * What `--help` prints.
 * @param name the command that it is about; all of them when undefined
 */
export function help(name: string | undefined): string {
  const all: Readonly<Record<string, Command>> = commands;
  const { summary, groups, switches = {}, values = {} }: Command = all[name ?? 'serve'] ?? commands.serve;
  return [
    `users-graph ${version()}: one GraphQL graph over the users APIs of NVIDIA Run:ai and Kestra.`,
    ...(name ? ['', ...wrapped(summary, 0)] : []),
    '',
    `${bold('Usage:')} users-graph ${name ?? '[command]'} [flags]`,
    ...(name ? [] : ['', bold('Commands'), ...entries(Object.entries(all).map(([of, told]) => [of, told.summary]))]),
    '',
    bold('Flags'),
    ...entries([
      ...Object.entries(switches).map(([flag, meaning]) => [`--${flag}`, meaning] as const),
      ...Object.entries(values).map(([flag, meaning]) => [`--${flag} <value>`, meaning] as const),
      ['--env-file <path>', 'Reads settings from a file of NAME=value lines. The environment overrides it.'],
      ['-h, --help', 'Prints this help; after a command, the flags of that command.'],
      ['-v, --version', 'Prints the version.'],
    ]),
    '',
    bold('Settings'),
    ...wrapped(
      'A setting is a flag or an environment variable: --runai-url https://… is RUNAI_URL=https://…. The flag overrides the variable. “See …” names a section of the documentation.',
      2,
    ),
    ...groups.flatMap(describe),
  ].join('\n');
}

function describe([title, settings]: SettingGroup): string[] {
  return [
    '',
    bold(title),
    ...entries(
      Object.entries(settings).map(([name, type]) => {
        const { meaning, standard } = textOf(type);
        return [flagOf(name), standard === undefined ? meaning : `${meaning} Default: ${standard}.`];
      }),
    ),
  ];
}

/** A line for each name, and its meaning below it. */
function entries(pairs: readonly (readonly [name: string, meaning: string])[]): string[] {
  return pairs.flatMap(([name, meaning]) => [`  ${name}`, ...wrapped(meaning, 6)]);
}

function wrapped(text: string, indent: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line && indent + line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines.map((line) => ' '.repeat(indent) + line);
}
