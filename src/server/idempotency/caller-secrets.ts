import { scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { LRUCache } from 'lru-cache';
import { ownerOf } from '../../rest/owner.ts';
import { Slots } from '../../rest/slots.ts';
import { idOf } from '../stored-id.ts';

const keyBytes = 32;
/** Callers with a password who do not pay for the derivation again, for so long. */
const known = { max: 1000, ttl: 600_000 };

/**
 * The secrets by which answers are encrypted, so that nobody can read them without the caller's credentials. The store holds
 * neither these nor a hash by which they could be guessed quickly.
 */
export class CallerSecrets {
  readonly #derived: LRUCache<string, Buffer, readonly string[]>;
  /** One derivation at a time: name resolution and compression need the same threads. */
  readonly #turns = new Slots(1);

  constructor() {
    this.#derived = new LRUCache({
      ...known,
      ignoreFetchAbort: true,
      fetchMethod: (_, __, { context }) => this.#derive(context),
    });
  }

  /** @param credentials of the request for any platform */
  of(credentials: readonly string[]): string | Promise<Buffer> {
    const text = JSON.stringify(credentials);
    // A token has enough randomness to be used as it is (RFC 5869); a password that people chose has not.
    return /basic /i.test(text) ? this.#derived.forceFetch(ownerOf(text), { context: credentials }) : text;
  }

  async #derive(credentials: readonly string[]): Promise<Buffer> {
    const turn = this.#turns.take();
    if (turn) await turn;
    try {
      const text = JSON.stringify(credentials);
      return (await promisify(scrypt)(text, idOf(credentials, 'users-graph idempotency'), keyBytes)) as Buffer;
    } finally {
      this.#turns.release();
    }
  }
}
