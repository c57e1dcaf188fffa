import { readEach, readInParts } from '../batching/batch.ts';
import type { TenantKey } from './composite-id.ts';

/** The most ids that one call reads. No bound is published. */
export const idsPerCall = 100;

/** How things of a tenant are read by their ids. */
interface ById<Row> {
  one(tenant: string, id: string): Promise<Row>;
  /** In any order; ids of nothing are left out. */
  many(tenant: string, ids: readonly string[]): Promise<readonly Row[]>;
}

type Found<Row> = Row | Error | null;

/**
 * Reads a batch tenant by tenant. What fails for a tenant is the error of its keys alone.
 * @param keys a null one names nothing
 * @param read what is found of a tenant, by its id
 */
export async function readTenants<Row>(
  keys: readonly (TenantKey | null)[],
  read: (tenantId: string, ids: string[]) => Promise<ReadonlyMap<string, Found<Row>>>,
): Promise<Found<Row>[]> {
  const named = keys.filter((key) => key !== null);
  const answers = new Map<string, ReadonlyMap<string, Found<Row>> | Error>();
  await Promise.all(
    [...Map.groupBy(named, ({ tenantId }) => tenantId)].map(async ([tenantId, ofTenant]) => {
      const ids = ofTenant.map(({ id }) => id);
      answers.set(tenantId, await read(tenantId, ids).catch((error: Error) => error));
    }),
  );
  return keys.map((key) => {
    const answer = key && answers.get(key.tenantId);
    return answer instanceof Error ? answer : ((key && answer?.get(key.id)) ?? null);
  });
}

/** Reads a batch: one call for each tenant, unless there are many. */
export const readByTenant = <Row extends { readonly id: string }>(
  keys: readonly TenantKey[],
  { one, many }: ById<Row>,
): Promise<Found<Row>[]> =>
  readTenants<Row>(keys, async (tenantId, ids) => {
    const [first = '', ...others] = ids;
    if (others.length > 0) return byId(ids, await readInParts(ids, idsPerCall, (part) => many(tenantId, part)));
    const [row = null] = await readEach([first], (id) => one(tenantId, id));
    return new Map([[first, row]]);
  });

/**
 * What rows tell of ids: the row with each of them. A row whose id breaks the contract may have any of the ids that no other
 * row has: they get the error that replaced it.
 */
export function byId<Row extends { readonly id: string }>(ids: readonly string[], rows: readonly Row[]) {
  const found = new Map<string, Row | Error>(rows.map((row) => [row.id, row]));
  const lost = rows.map(({ id }): unknown => id).find((id) => id instanceof Error);
  if (lost) for (const id of ids) if (!found.has(id)) found.set(id, lost);
  return found;
}
