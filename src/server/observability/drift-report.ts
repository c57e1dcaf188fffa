import type { Concern } from '../execution-hooks.ts';

/** Tells clients what a result's data cannot: cursors whose rows had moved, in `extensions.pagination`. */
export const driftReport: Concern = ({ contextValue: { drift } }) => {
  return (result) => {
    if (!('data' in result) || drift.length === 0) return result;
    return { ...result, extensions: { ...result.extensions, pagination: drift } };
  };
};
