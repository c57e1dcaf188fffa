import { readEach } from '../../batching/batch.ts';

/** Something of a tenant, by the id that Kestra gave it. */
export interface TenantKey {
  readonly tenantId: string;
  readonly id: string;
}

/** The most ids that one call reads. No bound is published. */
const idsPerCall = 100;

/** How things of a tenant are read by their ids. */
interface ById<Row> {
  one(tenant: string, id: string): Promise<Row>;
  /** In any order; ids of nothing are left out. */
  many(tenant: string, ids: readonly string[]): Promise<readonly Row[]>;
}

/** Reads ids by calls of so many as one call may take. */
async function inParts<Row>(ids: readonly string[], read: (ids: readonly string[]) => Promise<readonly Row[]>) {
  const starts = Array.from({ length: Math.ceil(ids.length / idsPerCall) }, (_, index) => index * idsPerCall);
  return (await Promise.all(starts.map((start) => read(ids.slice(start, start + idsPerCall))))).flat();
}

/** Reads a batch: one call for each tenant, unless there are many. */
export async function readByTenant<Row extends { readonly id: string }>(
  keys: readonly TenantKey[],
  { one, many }: ById<Row>,
): Promise<(Row | Error | null)[]> {
  const answers = new Map<string, Map<string, Row | Error | null> | Error>();
  await Promise.all(
    [...Map.groupBy(keys, ({ tenantId }) => tenantId)].map(async ([tenant, [first, ...others]]) => {
      if (!first) return;
      const ids = [first, ...others].map(({ id }) => id);
      try {
        const rows =
          others.length === 0
            ? await readEach([first.id], (id) => one(tenant, id)).then(([row]) => [[first.id, row ?? null] as const])
            : (await inParts(ids, (part) => many(tenant, part))).map((row) => [row.id, row] as const);
        answers.set(tenant, new Map(rows));
      } catch (error) {
        answers.set(tenant, error as Error);
      }
    }),
  );
  return keys.map(({ tenantId, id }) => {
    const answer = answers.get(tenantId);
    return answer instanceof Error ? answer : (answer?.get(id) ?? null);
  });
}
