import type { ExecutionHook } from '../execution-hooks.ts';

/** Reports cursors whose rows had moved, in `extensions.pagination`. */
export const driftReport: ExecutionHook = ({ context: { drift } }) => ({
  onResult(result) {
    if (!('data' in result) || drift.length === 0) return result;
    return { ...result, extensions: { ...result.extensions, pagination: drift } };
  },
});
