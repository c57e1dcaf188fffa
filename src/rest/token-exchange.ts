import { LRUCache } from 'lru-cache';
import { type ApiError, UnauthenticatedError } from '../errors.ts';
import type { Sender } from './call.ts';
import { type ClientCredentials, clientIn } from './client-credentials.ts';
import type { Operation } from './contract.ts';
import { ownerOf } from './owner.ts';
import { failureOf, refusalOf } from './token-failures.ts';

/** A token as the platform issued it. */
export interface IssuedToken {
  readonly token: string;
  /** Milliseconds for which it is good; undefined where the platform does not say. */
  readonly lifetimeMs: number | undefined;
}

/** Called when an exchange starts, for the call that causes it. It returns a listener for the end. */
export type ExchangeWatcher = (operation: Operation) => () => void;

/** How a call takes part in an exchange. */
export interface Exchanging {
  readonly onExchange?: ExchangeWatcher;
  /** Waits for a token no longer than the call may take; throws when that is over. */
  readonly within?: <Answer>(answer: Promise<Answer>) => Promise<Answer>;
}

/** Asks the platform for a token, once. @throws {ApiError} for what went wrong */
export type Grant = (client: ClientCredentials, sender: Sender) => Promise<IssuedToken>;

/** A token, as the header `Authorization` carries it. */
interface Token {
  readonly authorization: string;
  /** When it took the place of a refused one, in milliseconds of `performance.now()`; -Infinity where it did not. */
  readonly renewedAt: number;
}

/** A token, or why the platform issues none. */
type Kept = Token | { readonly refusal: () => ApiError };

interface Asking {
  readonly sender: Sender;
  readonly onExchange: ExchangeWatcher | undefined;
  /** Whether a token that should be good was refused. */
  readonly isRenewal: boolean;
}

const mostClients = 10_000;
/** For so long a refusal is believed, so that a client with a wrong secret does not cause an exchange for each call. */
const refusedMs = 10_000;
/** A token that stands in for a refused one is not renewed in turn for so long: the refusals have another reason. */
const renewedMs = 10_000;
/** Where the platform does not say how long a token is good. If that is too long, a refusal renews the token. */
const usualLifetimeMs = 300_000;
/** So long before its end a token is not used any more, or for the last tenth of its life if that is shorter. */
const earlyMs = 60_000;

/**
 * Exchanges client credentials (`Authorization: Basic`) for tokens (RFC 6749 §4.4), and keeps these, in memory alone, until
 * shortly before they expire. It knows clients by a hash of their credentials, and holds no secret at rest. Calls that need the same token
 * meanwhile wait for one exchange.
 */
export class TokenExchange {
  readonly #platform: string;
  readonly #operation: Operation;
  readonly #kept: LRUCache<string, Kept, Asking>;

  /** @param platform the name that messages give it */
  constructor(platform: string, operation: Operation, grant: Grant) {
    this.#platform = platform;
    this.#operation = operation;
    this.#kept = new LRUCache<string, Kept, Asking>({
      max: mostClients,
      // Those that are forgotten meanwhile get their token all the same.
      ignoreFetchAbort: true,
      fetchMethod: async (_, __, { options, context: { sender, onExchange, isRenewal } }) => {
        const end = onExchange?.(this.#operation);
        try {
          const { token, lifetimeMs = usualLifetimeMs } = await grant(this.#clientOf(sender), sender);
          options.ttl = Math.max(1, lifetimeMs - Math.min(earlyMs, lifetimeMs / 10));
          return { authorization: `Bearer ${token}`, renewedAt: isRenewal ? performance.now() : -Infinity };
        } catch (error) {
          const refusal = refusalOf(this.#platform, error);
          if (!refusal) throw error;
          options.ttl = refusedMs;
          return { refusal };
        } finally {
          end?.();
        }
      },
    });
  }

  /**
   * Sends a call under the token that its client credentials are exchanged for; under its own credentials where these are of
   * another kind. If the platform refuses a token, the call did not take effect: it is sent again under a new token, once.
   * @param send sends under what the header `Authorization` has to carry
   * @throws {ApiError} where there is no token, as for a call that was not sent; and what `send` throws
   */
  async use<Answer>(
    sender: Sender,
    exchanging: Exchanging,
    send: (authorization: string) => Promise<Answer>,
  ): Promise<Answer> {
    if (!isBasic(sender.authorization)) return send(sender.authorization);
    const token = await this.#tokenFor(sender, exchanging, false);
    try {
      return await send(token.authorization);
    } catch (error) {
      if (!(error instanceof UnauthenticatedError) || !this.#discard(sender, token)) throw error;
      const { authorization } = await this.#tokenFor(sender, exchanging, true);
      return send(authorization);
    }
  }

  /**
   * What calls carry in the header `Authorization`, for these credentials.
   * @throws {ApiError} as for a call that was not sent
   */
  authorization(sender: Sender, exchanging: Exchanging): string | Promise<string> {
    if (!isBasic(sender.authorization)) return sender.authorization;
    return this.#tokenFor(sender, exchanging, false).then(({ authorization }) => authorization);
  }

  async #tokenFor(sender: Sender, { onExchange, within }: Exchanging, isRenewal: boolean): Promise<Token> {
    this.#clientOf(sender);
    const found = this.#kept.forceFetch(ownerOf(sender.authorization), { context: { sender, onExchange, isRenewal } });
    // Each call has an error of its own: what became of the call is added to it.
    const kept = await (within ? within(found) : found).catch((error: unknown) => {
      throw failureOf(this.#platform, error);
    });
    if ('refusal' in kept) throw kept.refusal();
    return kept;
  }

  /** Forgets a token that was refused. @returns whether another one may be better */
  #discard(sender: Sender, token: Token): boolean {
    const owner = ownerOf(sender.authorization);
    if (this.#kept.peek(owner) !== token) return true;
    if (performance.now() - token.renewedAt < renewedMs) return false;
    this.#kept.delete(owner);
    return true;
  }

  /** @throws {UnauthenticatedError} where the credentials are not of the form `clientId:clientSecret` */
  #clientOf({ authorization }: Sender): ClientCredentials {
    const client = clientIn(authorization);
    if (client) return client;
    throw new UnauthenticatedError(
      `${this.#platform} needs "Basic" and the Base64 of a client id, a colon and a client secret, or "Bearer" and a token.`,
    );
  }
}

const isBasic = (authorization: string) => /^basic(?: |$)/i.test(authorization);
