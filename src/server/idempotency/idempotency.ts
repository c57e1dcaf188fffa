import { setTimeout as pause } from 'node:timers/promises';
import { type ExecutionResult, type GraphQLError, print } from 'graphql';
import type { VariableValues } from '../../execution/plan.ts';
import type { Operation } from '../operations/operation.ts';
import type { ServerContext } from '../server-context.ts';
import { idOf } from '../stored-id.ts';
import { CallerSecrets } from './caller-secrets.ts';
import { IdempotencyError } from './errors.ts';
import { answerIn, textOfAnswer } from './kept-answer.ts';
import { Sealer } from './sealer.ts';
import type { Store } from './store.ts';

/** What is stored of an operation under its key. Times are those of the store's clock, on which all processes agree. */
interface Entry {
  /** Of the operation and its variables. */
  readonly digest: string;
  /** When the first request began. */
  readonly beganAt: number;
  /** Until when a process executes it; undefined if none does. */
  readonly until?: number;
  /** Its answer, encrypted; undefined as long as the outcome of a write is unknown. */
  readonly answer?: string;
}

/** An operation with a key. */
export interface Keyed {
  readonly key: string;
  readonly operation: Operation;
  /** As they were sent. */
  readonly variables: VariableValues;
  readonly context: ServerContext;
  /** The credentials of the request for any platform. */
  readonly credentials: readonly string[];
}

const dayMs = 24 * 60 * 60 * 1000;
/** Pauses of a repeat that waits for the first request: each is twice the one before. */
const pollMs = { first: 25, last: 400 };
/** The time that a request may need to make its answer after its last call. */
const answerMs = 5000;

/**
 * Executes an operation with a key once. A repeat gets the stored answer, or waits for the first request. If the process that
 * executed that one is gone, or did not learn the outcome of a write, the repeat asks the platforms and sends no write.
 */
export class Idempotency {
  readonly #store: Store;
  readonly #secrets = new CallerSecrets();
  readonly #mask: (error: unknown) => GraphQLError;
  readonly #requestTimeoutMs: number;

  constructor(store: Store, mask: (error: unknown) => GraphQLError, requestTimeoutMs: number) {
    this.#store = store;
    this.#mask = mask;
    this.#requestTimeoutMs = requestTimeoutMs;
  }

  /**
   * @param execute executes the operation in its context
   * @throws {IdempotencyError} if another operation has the key, the first one is under way for longer than this request
   * may take, or the store cannot be reached: nothing was executed
   */
  async run(keyed: Keyed, execute: () => Promise<ExecutionResult>): Promise<ExecutionResult> {
    const { key, credentials, context } = keyed;
    const id = idOf(credentials, key);
    const sealer = new Sealer(await this.#secrets.of(credentials), id);
    const digest = sealer.digest(textOf(keyed));
    const now = await this.#clock();
    const deadline = now() + this.#requestTimeoutMs;
    for (let pauseMs = pollMs.first; ; pauseMs = Math.min(2 * pauseMs, pollMs.last)) {
      const own = this.#entry(digest, now(), now());
      const found = await this.#reach(this.#store.begin(id, own, dayMs));
      if (found === undefined) return this.#finish(id, own, sealer, context, execute);
      const entry: Entry = JSON.parse(found);
      if (entry.digest !== digest) throw reused();
      if (entry.answer !== undefined) {
        context.clientRequest.markReplayed();
        return answerIn(sealer.open(entry.answer));
      }
      if (entry.until === undefined || entry.until < now()) {
        const resumed = this.#entry(digest, entry.beganAt, now());
        if (!(await this.#reach(this.#store.replace(id, found, resumed, dayMs)))) continue;
        context.resumption.sinceMs = now() - entry.beganAt;
        return this.#finish(id, resumed, sealer, context, execute);
      }
      if (now() + pauseMs > deadline) throw underWay();
      await pause(pauseMs);
    }
  }

  async #clock(): Promise<() => number> {
    const origin = (await this.#reach(this.#store.now())) - performance.now();
    return () => origin + performance.now();
  }

  #entry(digest: string, beganAt: number, now: number): string {
    const until = now + this.#requestTimeoutMs + answerMs;
    return JSON.stringify({ digest, beganAt, until } satisfies Entry);
  }

  /** Executes, and stores the answer, unless the outcome of a write is unknown, which the next repeat looks up, or nothing was changed. */
  async #finish(
    id: string,
    own: string,
    sealer: Sealer,
    { ledger }: ServerContext,
    execute: () => Promise<ExecutionResult>,
  ): Promise<ExecutionResult> {
    const { digest, beganAt }: Entry = JSON.parse(own);
    const open = JSON.stringify({ digest, beganAt } satisfies Entry);
    let after: string | undefined = open;
    try {
      const text = textOfAnswer(await execute(), this.#mask);
      const outcomes = new Set(ledger.writes.map(({ outcome }) => outcome));
      if (!outcomes.has('UNKNOWN')) {
        const done: Entry = { digest, beganAt, answer: sealer.seal(text) };
        after = outcomes.has('OK') ? JSON.stringify(done) : undefined;
      }
      return answerIn(text);
    } finally {
      // If the store cannot be reached, a repeat waits, and asks the platforms.
      await this.#store.replace(id, own, after, dayMs).catch(() => undefined);
    }
  }

  async #reach<Answer>(answer: Promise<Answer>): Promise<Answer> {
    try {
      return await answer;
    } catch {
      throw new IdempotencyError(
        'IDEMPOTENCY_UNAVAILABLE',
        'The store of idempotency keys cannot be reached. Nothing was changed: try again later with the same key.',
      );
    }
  }
}

/** All that makes two operations the same. */
function textOf({ operation: { document, definition }, variables }: Keyed): string {
  const text = document.loc?.source.body ?? print(document);
  return JSON.stringify([text, definition.name?.value ?? null, variables], (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

const reused = () =>
  new IdempotencyError(
    'IDEMPOTENCY_KEY_REUSED',
    'Another operation, or the same with other variables, has this idempotency key. Nothing was changed.',
  );

const underWay = () =>
  new IdempotencyError(
    'IDEMPOTENCY_IN_PROGRESS',
    'The first request with this idempotency key is still running. Try again later with the same key.',
  );
