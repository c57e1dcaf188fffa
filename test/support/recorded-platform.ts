import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { buffer, text } from 'node:stream/consumers';
import { request } from 'undici';

interface RecordedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What replaces an answer. */
export type Fault = Omit<RecordedAnswer, 'headers'> | undefined;

/**
 * A platform that is asked twice for the same: the first time another server answers and its answers are recorded, the
 * second time the recorded ones are given, each once. So whoever asks second gets what the first one got, writes and random
 * values included, and what they asked differently is told.
 * @param target the base URL of the server whose answers are recorded
 */
export async function recordedPlatform(target: string) {
  const recorded = new Map<string, RecordedAnswer[]>();
  const unexpected: string[] = [];
  let isReplaying = false;
  let fault: (call: string) => Fault = () => undefined;

  async function answerTo(incoming: IncomingMessage): Promise<RecordedAnswer> {
    const { method = '', url = '', headers } = incoming;
    const body = await text(incoming);
    const call = `${method} ${decodeURIComponent(url)} ${body}`.trim();
    if (isReplaying) {
      const answer = recorded.get(call)?.shift();
      if (answer) return answer;
      unexpected.push(call);
      return { status: 599, headers: {}, body: Buffer.from('Nobody asked for this before.') };
    }
    const answer = await request(`${target}${url}`, {
      method: method as 'GET',
      headers: { ...headers, host: undefined, connection: undefined, 'content-length': undefined },
      body: body === '' ? undefined : body,
    });
    const contentType = String(answer.headers['content-type'] ?? 'application/json');
    const made: RecordedAnswer = {
      status: answer.statusCode,
      headers: { 'content-type': contentType },
      body: await buffer(answer.body),
    };
    const given = { ...made, ...fault(call) };
    recorded.set(call, [...(recorded.get(call) ?? []), given]);
    return given;
  }

  const server = createServer(async (incoming, outgoing) => {
    const { status, headers, body } = await answerTo(incoming);
    // A body of no length may stand in any answer but one that has none, which says so by its status.
    outgoing.writeHead(status, status === 204 ? {} : { ...headers, 'content-length': body.length });
    outgoing.end(status === 204 ? undefined : body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    /** Records from now on. @param next what replaces answers */
    record(next: (call: string) => Fault = () => undefined): void {
      recorded.clear();
      unexpected.length = 0;
      isReplaying = false;
      fault = next;
    },
    /** Gives what was recorded from now on. */
    replay(): void {
      isReplaying = true;
    },
    /** Calls that were made the second time alone, and those that were not. */
    differences: () => ({
      unexpected: [...unexpected],
      missing: [...recorded].flatMap(([call, answers]) => answers.map(() => call)),
    }),
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
