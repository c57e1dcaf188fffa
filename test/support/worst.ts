import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { request } from 'undici';
import { startKestra } from '../../src/sandbox/kestra.ts';
import { startRunai } from '../../src/sandbox/runai.ts';
import type { Toll } from './loop-probe.ts';
import { compileCache } from './process.ts';

/** A request that may be worse than others. */
export interface Attack {
  readonly name: string;
  readonly body?: unknown;
  /** Of a GET. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Result extends Toll {
  readonly name: string;
  readonly status: number;
  /** Bytes of the answer, without compression. */
  readonly answered: number;
  readonly text: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const probe = fileURLToPath(new URL('loop-probe.ts', import.meta.url));

/** A facade in a process of its own, before sandboxes in this one, that tells what each request took. */
export async function probedFacade(settings: Readonly<Record<string, string>> = {}) {
  const sandboxes = await Promise.all([startRunai({ version: '2.22', users: 600 }), startKestra({ users: 600 })]);
  const [runai, kestra] = sandboxes;
  const child = spawn(process.execPath, ['--expose-gc', `--import=${probe}`, 'src/main.ts'], {
    cwd: root,
    env: {
      PORT: '0',
      NODE_COMPILE_CACHE: compileCache,
      RUNAI_URL: runai?.url ?? '',
      RUNAI_VERSION: '2.22',
      KESTRA_URL: kestra?.url ?? '',
      LOG_LEVEL: 'error',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const url = await greeted(child);
  const read = async (): Promise<Toll> => {
    child.send({});
    const [toll] = await once(child, 'message');
    return toll as Toll;
  };
  return {
    async run({ name, body, path = '/graphql', headers = {} }: Attack): Promise<Result> {
      await read();
      const answer = await request(url + path, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: 'Bearer sandbox-admin',
          'kestra-authorization': 'Bearer sandbox-admin',
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        headersTimeout: 120_000,
        bodyTimeout: 120_000,
      });
      const text = await answer.body.text();
      const toll = await read();
      return { name, status: answer.statusCode, answered: Buffer.byteLength(text), text, ...toll };
    },
    async close(): Promise<void> {
      child.kill('SIGKILL');
      await once(child, 'exit');
      await Promise.all(sandboxes.map((sandbox) => sandbox.close()));
    },
  };
}

async function greeted(child: ChildProcess): Promise<string> {
  let printed = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  while (!/ -d '.*'\n/.test(printed)) {
    if (child.exitCode !== null) throw new Error(printed);
    await Promise.race([
      once(child.stdout as NodeJS.ReadableStream & NodeJS.EventEmitter, 'data'),
      once(child, 'exit'),
    ]);
  }
  return /http:\/\/\S+(?=\/graphql)/.exec(printed)?.[0] ?? '';
}
