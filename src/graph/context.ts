import type { PlatformSessions } from '../platforms.ts';
import type { Budget, Ledger } from '../rest/ledger.ts';
import type { Audit } from './audit-plugin.ts';
import type { DriftReport } from './connection.ts';

/** What a resolver knows of its request: each platform by its name, and what they share. */
export interface Context extends PlatformSessions {
  /** The most that `first` or `last` may ask. */
  readonly maxPageSize: number;
  /**
   * The number of rows that these credentials last saw in a list, by the name under which it is remembered (`runai.users`,
   * the platform first); undefined when unknown. It makes no call.
   */
  readonly rowsOf: (hint: string) => number | undefined;
  /** Changes so far in what is known of the pages of platforms: estimates from before the last change are stale. */
  readonly pageChanges: () => number;
  /** The REST calls of the operation: estimated (`asked`), allowed, and made so far. */
  readonly cost: Budget & { asked: number };
  /** Cursors whose rows had moved, for `extensions.pagination`. */
  readonly drift: DriftReport[];
  /** The operation as it was sent. */
  readonly params: { readonly variables?: Readonly<Record<string, unknown>> | null };
  /** What was done for the request so far, at all platforms. */
  readonly ledger: Ledger;
  /** Audits the mutations of the request. */
  readonly audit: Audit;
}
