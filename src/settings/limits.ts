import { setting, whole } from './types.ts';

/** What bounds the time, the size and the number of requests, answers and calls. */
export const limitSettings = {
  UPSTREAM_TIMEOUT_MS: setting(whole(1, 600_000, 5000), 'The time for one REST call.'),
  REQUEST_TIMEOUT_MS: setting(whole(1, 600_000, 15_000), 'The time for all REST calls of one request together.'),
  UPSTREAM_CONCURRENCY: setting(whole(1, 1000, 32), 'REST calls that one request may have in flight.'),
  CLIENT_TIMEOUT_MS: setting(
    whole(1, 600_000, 30_000),
    'The time in which a client must have sent a whole request. Headers have 10 s at most.',
  ),
  MAX_HEADER_BYTES: setting(
    whole(1024, 1_048_576, 16_384),
    'Bytes of the request line and all headers of a request. A token with many groups may need more.',
  ),
  MAX_CONNECTIONS: setting(
    whole(1, 1_000_000, 1000),
    'Client connections that one process keeps open. It closes further ones at once.',
  ),
  BREAKER_FAILURES: setting(
    whole(1, 1_000_000, 10),
    'After so many outages in a row (5xx, broken connections, timeouts) a platform is left alone.',
  ),
  BREAKER_PAUSE_MS: setting(
    whole(1, 600_000, 5000),
    'How long it is left alone, or for its Retry-After up to a minute. Then one call tests it; when the client of that call leaves, the next call does.',
  ),
  MAX_PAGE_SIZE: setting(whole(1, 10_000, 500), 'The most that first or last may ask for.'),
  MAX_LIST_ITEMS: setting(
    whole(1, 1_000_000, 2000),
    'Items of any list in a document or its variables: ids, userIds, roles, representations of entities.',
  ),
  MAX_COST: setting(whole(1, 1_000_000_000, 1000), 'REST calls that one operation may cost; see cost.'),
  BUDGET_CALLS_PER_MINUTE: setting(
    whole(0, 10_000_000, 0),
    'REST calls to a platform that the same credentials may cause in a minute, and at once; 0 sets no bound. See budget.',
  ),
  CACHE_TTL_MS: setting(
    whole(0, 600_000, 0),
    'For how long the answers to reads are kept for the same credentials; 0 keeps none. See cache.',
  ),
  CACHE_MAX_BYTES: setting(
    whole(65_536, 68_719_476_736, 67_108_864),
    'Bytes of answers that one process keeps, which its platforms share evenly.',
  ),
  JIT_AFTER: setting(
    whole(0, 1_000_000_000, 2),
    'How often an operation is executed before its plan is kept. A huge number keeps none.',
  ),
};
