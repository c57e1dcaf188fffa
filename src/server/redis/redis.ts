import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { createClient } from '@redis/client';
import type { Logger } from 'pino';
import { scripts } from './scripts.ts';

/** For how long a command waits for Redis, and the start for the connection. */
const commandMs = 1000;
/** Where a command has waited for so long, the connection is taken for dead, and made anew. */
const deadMs = 5000;

const clientAt = (url: URL) =>
  createClient({
    url: url.href,
    scripts,
    // A command that waits for a connection would be sent long after its request was told that it was not.
    disableOfflineQueue: true,
    commandsQueueMaxLength: 10_000,
    socket: { connectTimeout: commandMs, reconnectStrategy: (tries) => Math.min(50 * 2 ** tries, 2000) },
  });

type Client = ReturnType<typeof clientAt>;

/** The connection of this process to a Redis: made in the background, and again after a failure. */
export class Redis {
  readonly #client: Client;
  readonly #log: Logger;
  #connected: Promise<unknown>;
  #isDown = false;
  /** Commands that were given up and are not answered yet. Redis answers in order: until then it answers no other. */
  #late = 0;

  constructor(url: URL, log: Logger) {
    this.#client = clientAt(url);
    this.#log = log;
    this.#client.on('ready', () => this.#tellUp());
    this.#client.on('error', (error: unknown) => this.#tellDown(error));
    this.#connected = this.#client.connect().catch(() => undefined);
  }

  /** Waits for the connection, for a second at most: it may also come later. */
  async start(): Promise<void> {
    await inTime(this.#connected).catch(() => undefined);
  }

  /** Whether a command can be sent now, and none before it is late. */
  get isAnswering(): boolean {
    return this.#client.isReady && this.#late === 0;
  }

  /** Waits until commands can be sent. @throws where that takes too long */
  async ready(): Promise<void> {
    if (!this.#client.isReady) await inTime(once(this.#client, 'ready'));
  }

  /** @throws where Redis refuses the command, cannot be reached, or does not answer in time */
  async ask<Answer>(command: (client: Client) => Promise<Answer>): Promise<Answer> {
    const answer = command(this.#client);
    try {
      const found = await inTime(answer);
      this.#tellUp();
      return found;
    } catch (error) {
      this.#tellDown(error);
      if (error instanceof LateError) this.#await(answer);
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#client.destroy();
    await this.#connected;
  }

  #await(answer: Promise<unknown>): void {
    this.#late++;
    const timer = setTimeout(() => {
      this.#client.destroy();
      this.#connected = this.#client.connect().catch(() => undefined);
    }, deadMs - commandMs);
    const end = () => {
      clearTimeout(timer);
      this.#late--;
    };
    answer.then(end, end);
  }

  #tellUp(): void {
    if (this.#isDown) this.#log.info('the store (STORE_URL) is reached again');
    this.#isDown = false;
  }

  /** The message of an error may name the address, but no credentials. */
  #tellDown(error: unknown): void {
    if (!this.#isDown) this.#log.warn({ code: codeOf(error) }, 'the store (STORE_URL) cannot be reached');
    this.#isDown = true;
  }
}

const codeOf = (error: unknown) =>
  (error as NodeJS.ErrnoException).code ?? (error instanceof Error ? error.constructor.name : 'UNKNOWN');

class LateError extends Error {
  override readonly name = 'LateError';
}

async function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(async () => {
    // Where this process was busy, the answer may be there, and is read first.
    await setImmediate();
    late.reject(new LateError('Redis did not answer in time.'));
  }, commandMs);
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    clearTimeout(timer);
    answer.catch(() => undefined);
  }
}
