import { request } from 'undici';
import { afterEach } from 'vitest';
import { type Facade, graphOver } from './facade.ts';
import { type FixedAnswer, fixedAnswers } from './fixed-answers.ts';

/** The time that the facade gives a call. */
const timeoutMs = 300;
export const reading = '{ users(first: 1) { nodes { username } } }';

/** Facades before platforms that fail, which are closed when the test has ended that made them. */
export function failingPlatforms() {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  });
  return {
    /** What to close then. */
    closing,
    async facadeAt(url: string): Promise<Facade> {
      const facade = await graphOver({ users: 1 }, { RUNAI_URL: url, UPSTREAM_TIMEOUT_MS: String(timeoutMs) });
      closing.push(() => facade.close());
      return facade;
    },
    /** A platform that gives one answer to everything. @returns its URL */
    async answering(answer: FixedAnswer, secure = false): Promise<string> {
      const server = await fixedAnswers(answer, secure);
      closing.push(() => server.close());
      return server.url;
    },
  };
}

/** The lines of the log with a message. */
export const linesOf = ({ lines }: Facade, message: string) =>
  lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === message);

/** What `/ready` says. */
export async function readiness({ url }: Facade): Promise<{ status: number; body: unknown }> {
  const { statusCode, body } = await request(`${url}/ready`);
  return { status: statusCode, body: await body.json() };
}

/** Failed calls by their cause, as `/metrics` counts them. */
export async function failuresOf({ url }: Facade): Promise<Record<string, number>> {
  const text = await (await request(`${url}/metrics`)).body.text();
  const samples = text.matchAll(/^users_graph_rest_failures_total\{platform="Run:ai",cause="(\w+)"\} (\d+)$/gm);
  return Object.fromEntries([...samples].map(([, cause, count]) => [cause, Number(count)]));
}
