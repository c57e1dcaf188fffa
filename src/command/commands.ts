import { doctorGroups, type SettingGroup, sandboxGroups, settingGroups } from '../settings/catalog.ts';

/** One thing that the program can do. */
export interface Command {
  /** A sentence for `--help`. */
  readonly summary: string;
  /** The settings that it uses, each of which is also a flag. */
  readonly groups: readonly SettingGroup[];
  /** Flags of its own that take no value, and what they do. */
  readonly switches?: Readonly<Record<string, string>>;
  /** Flags of its own that take a value, and what they do. */
  readonly values?: Readonly<Record<string, string>>;
  /**
   * Does it. By then the environment holds what flags and files say.
   * @returns the exit code; of what goes on running, the one that it ends with when it is asked to stop
   */
  run(invocation: Invocation): Promise<number>;
}

/** How a command was called. */
export interface Invocation {
  readonly switches: ReadonlySet<string>;
  readonly values: Readonly<Partial<Record<string, string>>>;
  /** The flag or the file that a setting comes from, unless that is the environment. */
  readonly sources: ReadonlyMap<string, string>;
}

/** The commands by their names, in the order of `--help`. Each loads its own code. */
export const commands = {
  serve: {
    summary: 'Serves the graph. This is the default command.',
    groups: settingGroups,
    run: async () => (await import('./serve.ts')).serve(),
  },
  sandbox: {
    summary: 'Serves only the sandbox: REST servers with made-up users that answer as the platforms do.',
    groups: sandboxGroups,
    run: async () => (await import('./sandbox.ts')).serveSandbox(),
  },
  'print-schema': {
    summary: 'Prints the graph in GraphQL SDL.',
    groups: settingGroups,
    switches: { subgraph: 'Prints the federated subgraph, for a gateway to compose.' },
    run: async ({ switches }) => (await import('./print-schema.ts')).printGraph(switches.has('subgraph')),
  },
  'check-config': {
    summary: 'Checks the settings and prints their effect. Starts nothing.',
    groups: settingGroups,
    run: async ({ sources }) => (await import('./check-config.ts')).checkConfig(sources),
  },
  doctor: {
    summary:
      'Tries each field of the graph on live platforms, and reports which work, which do not, and why. Changes nothing. Reads its credentials from RUNAI_AUTHORIZATION and KESTRA_AUTHORIZATION, or from lines with these names in the file that --env-file names (/dev/stdin too). Exit status: 0 all is fine, 1 something fails, 2 a platform cannot be asked.',
    groups: doctorGroups,
    switches: { json: 'Prints JSON, for programs.' },
    values: {
      url: 'The base URL of the platform, if there are credentials for only one.',
      ids: 'Objects to ask for that no list shows, as `<type>:<id>`, separated by commas: the service accounts of an older Kestra.',
    },
    run: async ({ switches, values: { url, ids }, sources }) =>
      (await import('./doctor.ts')).runDoctor({ asJson: switches.has('json'), url, ids, sources }),
  },
} satisfies Readonly<Record<string, Command>>;
