import type { Kestra } from '../kestra/kestra.ts';
import type { Strategy } from '../rest/plan.ts';
import type { CallRecord } from '../rest/session.ts';
import type { WriteRecord } from '../rest/writes.ts';
import type { Runai } from '../runai/runai.ts';
import type { DriftReport } from './connection.ts';

/**
 * What a resolver knows of its request. It and `schema.ts` are where the shared graph names its platforms: a line each.
 */
export interface Context {
  readonly runai: Runai;
  readonly kestra: Kestra;
  /** The most that `first` or `last` may ask. */
  readonly maxPageSize: number;
  /** Cursors whose rows had moved, for `extensions.pagination`. */
  readonly drift: DriftReport[];
  /** The operation as it was sent. */
  readonly params: { readonly variables?: Readonly<Record<string, unknown>> | null };
  /** The REST calls made so far, of all platforms. */
  calls(): readonly CallRecord[];
  /** The strategies by which batches of keys were read so far. */
  plans(): readonly Strategy[];
  /** The writes sent so far, those of each platform in order. */
  writes(): readonly WriteRecord[];
}
