import type { Plugin } from 'graphql-yoga';
import type { Context } from '../graph/context.ts';

/** Tells clients what a result's data cannot: cursors whose rows had moved, in `extensions.pagination`. */
export function useExtensions(): Plugin<Context> {
  return {
    onExecute: ({ args: { contextValue } }) => ({
      onExecuteDone({ result, setResult }) {
        if (!('data' in result) || contextValue.drift.length === 0) return;
        setResult({ ...result, extensions: { ...result.extensions, pagination: contextValue.drift } });
      },
    }),
  };
}
