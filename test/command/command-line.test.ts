import { describe, expect, test } from 'vitest';
import { readCommandLine } from '../../src/command/command-line.ts';
import { commands } from '../../src/command/commands.ts';
import { UsageError } from '../../src/command/usage-error.ts';

const read = (...args: readonly string[]) => readCommandLine(args, commands, commands.serve);

describe('what the command line says', () => {
  test('nothing is the command that serves', () => {
    expect(read()).toEqual({
      name: undefined,
      command: commands.serve,
      switches: new Set(),
      values: {},
      settings: {},
      envFiles: [],
    });
  });

  test('settings as flags, in either form, wherever the command stands', () => {
    const settings = { RUNAI_URL: 'https://a.example', KESTRA_TENANT: '--odd', PORT: '' };
    const flags = ['--runai-url', 'https://a.example', '--kestra-tenant=--odd', '--port='];
    expect(read(...flags, 'check-config')).toMatchObject({ command: commands['check-config'], settings });
    expect(read('check-config', ...flags)).toMatchObject({ command: commands['check-config'], settings });
  });

  test('files in their order, and switches', () => {
    expect(read('print-schema', '--subgraph', '--env-file', 'a', '--env-file=b')).toMatchObject({
      switches: new Set(['subgraph']),
      envFiles: ['a', 'b'],
    });
    expect(read('-h').switches).toEqual(new Set(['help']));
    expect(read('doctor', '--url', 'https://a.example').values).toEqual({ url: 'https://a.example' });
    expect(() => read('serve', '--url=https://a.example')).toThrow(UsageError);
    expect(read('sandbox', '-v').switches).toEqual(new Set(['version']));
  });
});

describe('what no command takes is refused, with the nearest that there is', () => {
  test.each([
    ['--prot 5', '--prot is not a flag of users-graph: did you mean --port?'],
    ['--runai-uri=https://a.example', '--runai-uri is not a flag of users-graph: did you mean --runai-url?'],
    ['--RUNAI-URL=a', '--RUNAI-URL is not a flag of users-graph; `users-graph --help` lists them.'],
    ['--hlep', '--hlep is not a flag of users-graph: did you mean --help?'],
    ['-p 5', '-p is not a flag of users-graph; `users-graph --help` lists them.'],
    ['--no-graphiql', '--no-graphiql is not a flag of users-graph: did you mean --graphiql?'],
    ['--__proto__ 5', '--__proto__ is not a flag of users-graph; `users-graph --help` lists them.'],
    ['--subgraph', '--subgraph is not a flag of users-graph; `users-graph --help` lists them.'],
    ['sandbox --max-cost 5', '--max-cost is not a flag of users-graph sandbox; `users-graph --help` lists them.'],
    ['print-schema --subgrap', '--subgrap is not a flag of users-graph print-schema: did you mean --subgraph?'],
    ['sandbxo', 'sandbxo is not a command: did you mean sandbox?'],
    ['constructor', 'constructor is not a command; `users-graph --help` lists them.'],
    ['PORT=5000', 'PORT=5000 is not a command: did you mean --port=5000?'],
    ['serve sandbox', '"sandbox" is one word too many: name one command.'],
    ['--port', '--port needs a value: --port <value>.'],
    ['--port --host 0.0.0.0', '--port needs a value: --port <value>.'],
    ['--env-file', '--env-file needs a value: --env-file <value>.'],
    ['--help=port', '--help takes no value.'],
  ])('%s', (line, message) => {
    expect(() => read(...line.split(' '))).toThrow(new UsageError(message));
  });
});
