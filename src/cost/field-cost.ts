import type { GraphQLSchema } from 'graphql';
import { defaultPageSize, placeBefore } from '../paging/connection-arguments.ts';
import { connectionNeeds } from '../paging/connection-needs.ts';
import { anchorIn } from '../paging/cursor.ts';
import type { Anchor } from '../paging/list.ts';
import { type Needs, planSlice, type SlicePlan } from '../paging/plan-slice.ts';
import type { CostEstimate } from './cost-estimate.ts';

/** Arguments or variables as they were sent, by their names: nothing has checked them yet. */
export type RawArgs = Readonly<Record<string, unknown>>;

/** What the cost of an operation depends on besides the operation and its variables. */
export interface CostEnvironment {
  /** The most that `first` or `last` may ask. */
  readonly maxPageSize: number;
  /** The number of rows that these credentials last saw in a list, by its hint; undefined when unknown. It makes no call. */
  readonly rowsOf: (hint: string) => number | undefined;
  /** Changes so far in what is known of the pages of platforms: estimates from before the last change are stale. */
  readonly pageChanges: () => number;
}

/** A field that an operation asks for, before anything is read. */
export interface CostContext<Context = CostEnvironment> {
  /** The arguments, variables filled in. */
  readonly args: RawArgs;
  /** The most parent objects that the field is selected on. */
  readonly times: number;
  readonly schema: GraphQLSchema;
  readonly context: Context;
  /** Where the field adds its calls. */
  readonly estimate: CostEstimate;
  /** The names of the fields that are selected at `path` below the field. */
  selected(...path: readonly string[]): readonly string[];
}

/** Adds the calls that a field is going to make, at most, to the estimate. */
export type FieldCost<Context = CostEnvironment> = (field: CostContext<Context>) => void;

/**
 * How many items a list has, by the arguments of its field; a connection shows them in `edges` and `nodes`. See `@listSize` of
 * the specification "cost" (https://specs.apollo.dev/cost/v0.1).
 */
export interface ListSize {
  readonly assumedSize: number;
  readonly slicingArguments: readonly string[];
  readonly sizedFields: readonly string[];
}

/** What a field or a type says about its cost in its `extensions`; the rest has defaults. */
export type CostExtensions<Context = CostEnvironment> = {
  /** By default a query makes one call, a mutation a write and what finds out its fate, and any other field that gives a node finds it by its key. */
  readonly cost?: FieldCost<Context>;
  /** Fields of one object that share a group are paid for once, by whichever comes first. */
  readonly costGroup?: string;
  /** The most objects that the field returns for each parent object. By default a page of a connection, 10 of any other list. */
  readonly items?: number | ((field: CostContext<Context>) => number);
  /** How a gateway sees how many objects `items` are, where the field gives neither a list nor a connection. */
  readonly listSize?: ListSize;
  /** Of a type: what it costs to find `times` of its objects by a key, as it was sent. */
  readonly lookupCost?: (field: CostContext<Context>, key: RawArgs) => void;
};

/** The cost of a field that makes no call although a default says so: its value is already loaded. */
export const free: CostExtensions = { cost: () => undefined };

/** The cost of a field that makes so many calls for each parent object. */
export const callsEach = (calls: number, costGroup?: string): CostExtensions => ({
  cost: ({ estimate, times }) => estimate.calls(calls * times),
  ...(costGroup && { costGroup }),
});

/** The most calls that find out the outcome of a write whose answer was lost (`rest/settle.ts`). */
const looksOfWrite = 2;

/**
 * The cost of a mutation whose fate can be found out.
 * @param reads calls that it makes beside its write
 */
export const settledWrite = (reads = 0): CostExtensions => callsEach(1 + looksOfWrite + reads);

/** Characters of an answer that count for a field. */
export const charactersOfField = 50;

/** An argument that is an input object; empty if something else was sent. */
export function objectOf(value: unknown): RawArgs {
  return typeof value === 'object' && value !== null ? (value as RawArgs) : {};
}

/** Rows that a connection gives at most. */
export function pageRows({ args: { first, last }, context: { maxPageSize } }: CostContext): number {
  const size = last ?? first ?? defaultPageSize;
  // What is no number, or is out of bounds, is refused when it is read.
  return typeof size === 'number' ? Math.min(Math.max(0, size), maxPageSize) : 0;
}

/** How a connection is going to read its list, by the plan that its resolver follows. */
export function planConnection(field: CostContext): { readonly plan: SlicePlan; readonly needs: Needs } {
  const { after, before, last, offset } = field.args;
  const size = pageRows(field);
  const needs = connectionNeeds(field.selected);
  const range = {
    ...(last == null ? { first: size } : { last: size }),
    // With a cursor or `last`, an offset is refused before any call.
    after: typeof offset === 'number' && last == null && before == null ? placeBefore(offset) : anchorOf(after),
    before: anchorOf(before),
  };
  return { plan: planSlice(range, needs), needs };
}

/** The anchor of a cursor that nothing has checked. */
function anchorOf(cursor: unknown): Anchor | undefined {
  if (cursor == null) return undefined;
  return (typeof cursor === 'string' ? anchorIn(cursor) : undefined) ?? { offset: 0, id: 'unknown' };
}
