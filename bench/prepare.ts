import { isDeepStrictEqual } from 'node:util';
import { Client } from './load.ts';
import { type Running, startServer } from './running.ts';
import { type Server, type ServerName, servers } from './servers.ts';
import type { Upstream } from './upstream.ts';
import { expectedAnswers, type Question, type Workload } from './workloads.ts';

/** A question with the answer that a server gives to it, which was found to be right. */
export interface Checked {
  readonly question: Question;
  readonly wanted: Buffer;
  /** Milliseconds that the warm server takes for one request, when it has many. */
  readonly ms: number;
}

/** A server that runs, is warm, and answers rightly. */
export interface Ready extends Running {
  readonly name: ServerName;
  readonly checked: ReadonlyMap<Workload, Checked>;
}

const warming = { connections: 16, identical: false } as const;

/**
 * Starts a server, compares its answers with the data, and warms it up.
 * @param warmMs milliseconds for each workload
 * @param more flags and settings besides its own
 * @throws {Error} when it does not start, or answers anything else than what the upstream holds
 */
export async function prepare(
  name: ServerName,
  upstream: Upstream,
  wantedWorkloads: readonly Workload[],
  users: number,
  warmMs: number,
  more: Pick<Server, 'flags' | 'env'> = {},
): Promise<Ready> {
  const server = servers[name];
  const { flags = [], env = {} } = server;
  const running = await startServer(
    { ...server, flags: [...flags, ...(more.flags ?? [])], env: { ...env, ...more.env } },
    upstream,
  );
  const client = new Client(running.url, warming.connections);
  const expected = expectedAnswers(users);
  const checked = new Map<Workload, Checked>();
  try {
    for (const workload of wantedWorkloads) {
      const question = server.questions[workload];
      if (!question) continue;
      const wanted = await client.ask(question);
      const answer = answerIn(question, wanted);
      if (!isDeepStrictEqual(answer, expected[workload])) {
        throw new Error(`Its answer to "${workload}" is wrong: ${wanted.toString().slice(0, 300)}`);
      }
      const { latencies, ms } = await client.drive(question, wanted, { ...warming, ms: warmMs });
      checked.set(workload, { question, wanted, ms: ms / latencies.length });
    }
    return { ...running, name, checked };
  } catch (error) {
    await running.close();
    throw error;
  } finally {
    await client.close();
  }
}

function answerIn(question: Question, bytes: Buffer): unknown {
  const { data, errors } = JSON.parse(bytes.toString());
  if (errors || !data) throw new Error(`It answered with errors: ${bytes.toString().slice(0, 300)}`);
  return question.read(data);
}
