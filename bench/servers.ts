import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { facadeQuestions } from './questions/facade.ts';
import { hiveQuestions } from './questions/hive.ts';
import { listQuestions } from './questions/lists.ts';
import { tailcallQuestions } from './questions/tailcall.ts';
import type { Questions } from './workloads.ts';

export const serverNames = [
  'facade',
  'limit',
  'socket-limit',
  'shared-limit',
  'mercurius',
  'grafast',
  'apollo',
  'hive',
  'tailcall',
] as const;
export type ServerName = (typeof serverNames)[number];

/** A server to measure: what starts it and how it is asked. */
export interface Server {
  readonly title: string;
  /** The package that it is of, whose version is told. */
  readonly package?: string;
  /** The program, run by this Node. */
  readonly program: string;
  /** Node's flags to run it with. */
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly questions: Questions;
  /** Whether it only has a meaning where requests are identical. */
  readonly forIdenticalRequests?: boolean;
  /** Whether it is a binary that only some systems can run, and is left out on others. */
  readonly mayBeMissing?: boolean;
}

export const servers: Readonly<Record<ServerName, Server>> = {
  facade: { title: 'this facade', program: at('../dist/main.js'), flags: flagsOfStart(), questions: facadeQuestions },
  limit: { title: 'limit: Node without GraphQL, undici', program: at('peers/limit.ts'), questions: facadeQuestions },
  'socket-limit': {
    title: 'limit with an HTTP client of its own',
    program: at('peers/limit.ts'),
    env: { HTTP_CLIENT: 'sockets' },
    questions: facadeQuestions,
  },
  'shared-limit': {
    title: 'limit that shares requests in flight',
    program: at('peers/limit.ts'),
    env: { SHARE: 'on' },
    questions: facadeQuestions,
    forIdenticalRequests: true,
  },
  mercurius: {
    title: 'Mercurius, jit and loaders',
    package: 'mercurius',
    program: at('peers/mercurius.ts'),
    questions: listQuestions,
  },
  grafast: {
    title: 'Grafast, loadOne and loadMany',
    package: 'grafast',
    program: at('peers/grafast.ts'),
    questions: listQuestions,
  },
  apollo: {
    title: 'Apollo Server, datasource-rest',
    package: '@apollo/server',
    program: at('peers/apollo.ts'),
    questions: listQuestions,
  },
  hive: {
    title: 'Hive Gateway over OpenAPI',
    package: '@graphql-hive/gateway-runtime',
    program: at('peers/hive.ts'),
    questions: hiveQuestions,
  },
  tailcall: {
    title: 'Tailcall',
    package: '@tailcallhq/core-linux-x64-gnu',
    program: at('peers/tailcall.ts'),
    questions: tailcallQuestions,
    mayBeMissing: true,
  },
};

/** The flags of `npm start`. */
function flagsOfStart(): string[] {
  const { scripts } = JSON.parse(readFileSync(at('../package.json'), 'utf8')) as { scripts: { start: string } };
  return scripts.start.split(' ').filter((word) => /^--./.test(word));
}

function at(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
