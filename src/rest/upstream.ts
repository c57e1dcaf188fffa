import type { Access } from './access.ts';
import type { OwnRefusal } from './answer.ts';
import type { CacheSettings } from './answer-cache.ts';
import type { BreakerSettings } from './circuit-breaker.ts';
import type { Contract } from './contract.ts';
import type { QueryValue } from './path.ts';
import type { TokenIssuer } from './token-issuer.ts';

/** How to reach one platform. */
export interface Upstream {
  /** The name that messages give it: `Run:ai`. */
  readonly name: string;
  /** The request headers that may carry its credentials: the first that is there counts. Messages name the first. */
  readonly headers: readonly [string, ...string[]];
  /** Base URL; a path in it is kept as a prefix. */
  readonly url: URL;
  /** How connections to it are made; the usual way when absent. */
  readonly access?: Access;
  readonly contract: Contract;
  /** Milliseconds for one REST call. */
  readonly timeoutMs: number;
  readonly breaker: BreakerSettings;
  /** How answers to reads are kept; absent where none is. */
  readonly cache?: CacheSettings;
  /** Whether callers of whom it asks for fewer calls are slowed down. */
  readonly isPaced?: boolean;
  readonly ownRefusal: OwnRefusal;
  /** Issues tokens for client credentials; absent where the facade passes client credentials on unchanged. */
  readonly tokens?: TokenIssuer;
  /** A cheap read that names no object, to see whether the platform answers. */
  readonly probe: { readonly operation: string; readonly query?: Readonly<Record<string, QueryValue>> };
}
