import { ClientGoneError } from '../errors.ts';
import type { Call } from './call.ts';
import type { CallSender } from './call-sender.ts';
import type { Arguments, RestClient } from './client.ts';
import type { Operation } from './contract.ts';
import type { CallRecord, CallTime } from './ledger.ts';
import type { RequestTime } from './request-time.ts';
import { rowsIn } from './rows.ts';
import type { SessionOptions } from './session-options.ts';

/** What a request reads with, at one platform. */
export interface Reader {
  readonly client: RestClient;
  readonly options: Pick<SessionOptions, 'ledger' | 'cache'>;
  readonly time: RequestTime;
  readonly sender: CallSender;
  /** @throws {ApiError} for what cannot be sent */
  prepare(operation: Operation, args: Arguments): Call;
  /** Counts a call against the budget. @throws {ApiError} where it has none left */
  spend(): void;
}

/**
 * Answers a read: by an answer that was kept, by that of an identical call under way, or by a call of its own; and notes which.
 * @param reason why the planner chose this call, for `x-explain`
 * @throws {ApiError | ClientGoneError} as `RestSession.call`
 */
export async function readCall(
  reader: Reader,
  operation: Operation,
  args: Arguments,
  reason: string,
): Promise<unknown> {
  const { client, options, time, sender } = reader;
  const { reads, answers } = client;
  const { isUnshared } = args;
  const call = reader.prepare(operation, args);
  time.check();
  const { authorization } = call.sender;
  const { ledger } = options;
  const cache = isUnshared ? undefined : options.cache;
  const callTime: CallTime = { startedAt: undefined, endedAt: undefined };
  let answer: unknown;
  const record: Omit<CallRecord, 'shared'> = { operation, reason, rows: () => rowsIn(answer), time: callTime };
  const ticket = cache && answers?.ticket(authorization, call.key);
  const kept = ticket && client.kept(call, ticket, cache.maxAgeMs);
  if (kept) {
    ledger.calls.push({ ...record, shared: false, cached: true });
    cache.oldestAt = Math.min(cache.oldestAt, kept.askedAt);
    answer = kept.answer;
    return answer;
  }
  let waiter = isUnshared ? undefined : reads.join(authorization, call.key);
  if (!waiter) {
    reader.spend();
    const sent = sender.read(call, callTime, { ticket: cache?.keeps ? ticket : undefined });
    waiter = reads.start(authorization, call.key, sent, () => call.abandon(new ClientGoneError()));
  }
  const { shared, startedAt, answer: shownLater } = waiter;
  ledger.calls.push({ ...record, shared });
  if (cache) cache.oldestAt = Math.min(cache.oldestAt, startedAt);
  try {
    answer = await time.until(shownLater, waiter.release);
    return answer;
  } finally {
    callTime.endedAt = performance.now();
  }
}
