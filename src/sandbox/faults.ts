import { z } from 'zod';

const fault = z.strictObject({
  /** An operation of the contract, or `*` for any. */
  operationId: z.string().min(1),
  /** How many calls it hits; for ever when absent. */
  times: z.int().min(1).optional(),
  /** Waits before anything else happens; goes with every other effect. */
  latencyMs: z.int().min(0).max(3_600_000).optional(),
  /** From 400 on the operation is not performed and the platform's error body is sent; below, it only replaces the status. */
  status: z.int().min(200).max(599).optional(),
  /** Seconds for the Retry-After header. */
  retryAfter: z.int().min(0).optional(),
  /** What becomes of the answer's body. The operation is performed and its status kept. */
  body: z.enum(['truncated', 'not-json', 'wrong-shape']).optional(),
  /**
   * The operation is performed, and then the connection is cut (`reset`) or no answer ever comes (`stall`). Or the connection
   * is cut before, and the operation is never performed (`reset-before`), or only after the latency (`reset-during`). Or the
   * call waits until the list of faults is replaced, and then goes on (`hold`).
   */
  connection: z.enum(['reset', 'stall', 'hold', 'reset-before', 'reset-during']).optional(),
});

/** What goes wrong, and for which operation. */
export type Fault = z.infer<typeof fault>;

/** The faults that a server must show. A call gets one fault: the first of the list that fits and is not used up. */
export class Faults {
  readonly #known: ReadonlySet<string>;
  #pending: { readonly fault: Fault; left: number }[] = [];
  #replaced = Promise.withResolvers<void>();

  constructor(operationIds: Iterable<string>) {
    this.#known = new Set([...operationIds, '*']);
  }

  /** Replaces the list. Returns what is wrong with it, or nothing. */
  set(list: unknown): string | undefined {
    const parsed = z.array(fault).safeParse(list);
    if (!parsed.success) return z.prettifyError(parsed.error);
    const stranger = parsed.data.find(({ operationId }) => !this.#known.has(operationId));
    if (stranger) return `no operation is called ${stranger.operationId}`;
    this.#pending = parsed.data.map((entry) => ({ fault: entry, left: entry.times ?? Number.POSITIVE_INFINITY }));
    this.#replaced.resolve();
    this.#replaced = Promise.withResolvers();
    return undefined;
  }

  /** Resolves when the list of now is replaced. */
  get replaced(): Promise<void> {
    return this.#replaced.promise;
  }

  /** The fault that a call to this operation meets, if any; it has one time less afterwards. */
  claim(operationId: string): Fault | undefined {
    const hit = this.#pending.find(
      ({ fault, left }) => left > 0 && (fault.operationId === operationId || fault.operationId === '*'),
    );
    if (hit) hit.left -= 1;
    return hit?.fault;
  }
}
