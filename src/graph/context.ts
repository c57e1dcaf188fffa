import type { PlatformSessions } from '../platforms.ts';
import type { Budget, Ledger } from '../rest/session.ts';
import type { Audit } from './audit-plugin.ts';
import type { DriftReport } from './connection.ts';

/** What a resolver knows of its request: each platform by its name, and what they share. */
export interface Context extends PlatformSessions {
  /** The most that `first` or `last` may ask. */
  readonly maxPageSize: number;
  /**
   * Rows that these credentials last saw in a list, by its hint (`runai.users`, the platform first): known without a
   * call, or not at all.
   */
  readonly rowsOf: (hint: string) => number | undefined;
  /** Changes so far in what is known of the pages of platforms: what was priced before the last one is stale. */
  readonly pageChanges: () => number;
  /** What the operation was priced at, what is allowed, and what it came to so far, in REST calls. */
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
