import { setting, whole } from './types.ts';

/** What bounds the time, the size and the number of requests, answers and calls. */
export const limitSettings = {
  UPSTREAM_TIMEOUT_MS: setting(whole(1, 600_000, 5000), 'The time limit for one REST call.'),
  REQUEST_TIMEOUT_MS: setting(whole(1, 600_000, 15_000), 'The time limit for all REST calls of one request together.'),
  UPSTREAM_CONCURRENCY: setting(whole(1, 1000, 32), 'The most REST calls that one request may have in flight.'),
  CLIENT_TIMEOUT_MS: setting(
    whole(1, 600_000, 30_000),
    'How long a client may take to send a whole request. Headers may take at most 10 s.',
  ),
  MAX_HEADER_BYTES: setting(
    whole(1024, 1_048_576, 16_384),
    'The most bytes that the request line and the headers of a request may have together. A token with many groups may need more.',
  ),
  MAX_CONNECTIONS: setting(
    whole(1, 1_000_000, 1000),
    'The most client connections that one process keeps open. It closes further ones at once.',
  ),
  BREAKER_FAILURES: setting(
    whole(1, 1_000_000, 10),
    'How many outages in a row (5xx, broken connections, timeouts) suspend a platform.',
  ),
  BREAKER_PAUSE_MS: setting(
    whole(1, 600_000, 5000),
    'How long a platform is suspended; longer if its Retry-After says so, up to a minute. Then one call tests it; when the client of that call leaves, the next call does.',
  ),
  MAX_PAGE_SIZE: setting(whole(1, 10_000, 500), 'The most that first or last may ask for.'),
  MAX_LIST_ITEMS: setting(
    whole(1, 1_000_000, 2000),
    'The most items of a list in a document or its variables: ids, userIds, roles, representations of entities.',
  ),
  MAX_COST: setting(whole(1, 1_000_000_000, 1000), 'The most REST calls that one operation may cost; see cost.'),
  BUDGET_CALLS_PER_MINUTE: setting(
    whole(0, 10_000_000, 0),
    'The most REST calls to a platform that the same credentials may cause per minute, which may come all at once; 0 sets no limit. See budget.',
  ),
  CACHE_TTL_MS: setting(
    whole(0, 600_000, 0),
    'How long the answers to reads are cached for the same credentials; 0 turns the cache off. See cache.',
  ),
  CACHE_MAX_BYTES: setting(
    whole(65_536, 68_719_476_736, 67_108_864),
    'The most bytes of answers that one process caches; its platforms share them evenly.',
  ),
  JIT_AFTER: setting(
    whole(0, 1_000_000_000, 2),
    'How often an operation is executed before its plan is kept. A very large number turns plans off.',
  ),
};
