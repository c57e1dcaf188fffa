import {
  type ApiError,
  BadResponseError,
  ConflictError,
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
} from '../../errors.ts';
import { type BulkOutcome, settledItems } from '../../graph/bulk.ts';
import { intact } from '../../rest/contract-breaches.ts';
import { afterWrite } from '../../rest/writes.ts';

/** What the answer to a batch says of one of its items: what came of it, or the code of its failure. */
export interface ReportedItem<Result> {
  readonly key: string;
  readonly result?: Result;
  readonly code?: number | undefined;
}

/** How the codes of failed items read; a code of the platform is a status of HTTP. */
const failures: Readonly<Record<number, () => ApiError>> = {
  400: () => new InvalidInputError('Run:ai refused this item as invalid.'),
  403: () => new ForbiddenError('Run:ai denies this item to the caller.'),
  404: () => new NotFoundError('Run:ai has no such object, or does not show it to the caller.'),
  409: () => new ConflictError('Run:ai already has such an object.'),
};

/** The failure that the code of an item means; undefined for a code that this graph does not know. */
export const failureOfItem = (code: number | undefined): ApiError | undefined => failures[code ?? 0]?.();

/**
 * Gives each item what a batch's answer says of it. What the answer does not mention, mentions twice, or reports with an
 * unknown code may have taken effect. A batch that failed as a whole fails each of its items, with the same error.
 * @param keyOf what tells an item from others, as the report has it; an item of which it throws was not sent, and fails by it
 */
export async function outcomeOfBatch<Item, Result>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  batch: Promise<readonly ReportedItem<Result>[]>,
): Promise<BulkOutcome<Item, Result>> {
  const reported = batch.then((report) => Map.groupBy(report, ({ key }) => key));
  const results = items.map((item, index) => ({
    index,
    item,
    result: resultFor(() => keyOf(item), reported),
  }));
  return settledItems(results);
}

async function resultFor<Result>(
  keyOf: () => string,
  reported: Promise<ReadonlyMap<string, readonly ReportedItem<Result>[]>>,
): Promise<Result> {
  const key = keyOf();
  return resultOf((await reported).get(key) ?? []);
}

function resultOf<Result>([report, ...others]: readonly ReportedItem<Result>[]): Result {
  if (report === undefined || others.length > 0) {
    throw afterWrite(new BadResponseError('Run:ai does not say whether this item succeeded.'));
  }
  if (report.result !== undefined) return report.result;
  const failure = failureOfItem(intact(report.code));
  if (failure) throw failure;
  throw afterWrite(
    new BadResponseError('Run:ai reports a failure of this item for a reason that this graph does not know.'),
  );
}
