import type { Logger } from 'pino';
import type { Audit } from '../../graph/audit-plugin.ts';
import type { WriteRecord } from '../../rest/writes.ts';
import { internalCode } from '../masking.ts';

/** Where a request comes from. */
interface Origin {
  readonly requestId: string;
  /** The client's address, where proxies are trusted to tell it. */
  readonly client: string | undefined;
}

/**
 * The audit of one request. It logs a line for each write that a mutation sends: who, what, which objects, and the
 * outcome; and one line for a mutation that fails before it sends any.
 * @param writes the writes of the request, in order. The mutations of a request run one after the other.
 */
export function auditLog(log: Logger, origin: Origin, writes: readonly WriteRecord[]): Audit {
  return (mutation) => {
    const before = writes.length;
    return (error) => {
      const shared = { ...origin, mutation };
      for (const { isPost, ...write } of writes.slice(before)) log.info({ ...shared, ...write }, 'write');
      if (writes.length === before && error !== undefined)
        log.info({ ...shared, outcome: codeOf(error) }, 'write refused');
    };
  };
}

/** The code of an error, which may be wrapped for a result union and then has no class. */
function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : internalCode;
}
