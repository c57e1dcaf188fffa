import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { causes, type Finding } from '../../rest/causes.ts';
import type { RestClient } from '../../rest/client.ts';

/** Milliseconds for which the same kind of failure is not logged again. */
const quietMs = 10_000;
const mostKinds = 1000;

/**
 * Logs why platforms fail, for those who run the facade: a line for each kind of failure, at most one in ten seconds for the
 * same kind, however many calls fail. Names, numbers and codes only: nothing that a platform sent.
 */
export class FailureLog {
  readonly #log: Logger;
  readonly #logged = new LRUCache<string, { readonly until: number; count: number }>({ max: mostKinds });

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Has a line written for calls of these platforms that fail. */
  follow(clients: readonly RestClient[]): void {
    for (const client of clients) {
      const platform = client.upstream.name;
      client.onFailure(({ operation: { id: operation }, requestId, status, finding }) => {
        this.#write([platform, operation, finding.code, finding.detail], 'platform failure', {
          platform,
          operation,
          requestId,
          ...(status !== undefined && { status }),
          ...finding,
          means: causes[finding.cause],
        });
      });
    }
  }

  /** A platform that makes `/ready` false. */
  notReady(platform: string, finding: Finding): void {
    this.#write([platform, finding.code], 'platform not ready', { platform, ...finding, means: causes[finding.cause] });
  }

  /** An answer that its contract allows and that is wrong all the same. @param what a sentence of ours */
  badAnswer(what: string): void {
    this.#write([what], 'bad answer', { what });
  }

  #write(kind: readonly (string | undefined)[], message: string, line: object): void {
    const key = [message, ...kind].join(' ');
    const last = this.#logged.get(key);
    if (last && Date.now() < last.until) {
      last.count++;
      return;
    }
    this.#logged.set(key, { until: Date.now() + quietMs, count: 0 });
    this.#log.warn({ ...line, ...(last && last.count > 0 && { alike: last.count }) }, message);
  }
}
