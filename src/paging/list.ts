import type { Window } from './window.ts';

/** The rows that a list has in a window. */
export interface ListPart<Row> {
  /** None beyond the window, but for the row at `through`; fewer only where the list is known to end. */
  readonly rows: readonly Row[];
  /** How many rows the whole list has, where reading a part of it tells: its rows may say otherwise, and are believed. */
  readonly total?: number;
}

/** A list that can be read by windows, for any way of paging. */
export interface List<Row> {
  /** All that decides which rows the list has, and in which order. A cursor holds for one such key. */
  readonly key: string;
  idOf(row: Row): string;
  /**
   * @param through a place at or after the window's end: the answer must tell whether a row stands there, by all rows up
   * to that one, or by the total
   */
  read(window: Window, through?: number): Promise<ListPart<Row>>;
  /** How many rows the list has, as its platform counts. Asked for once; a read that has begun before may tell. */
  count(): Promise<number>;
}

/** The row that a cursor stands for: its id, and where it was. With an empty id, whichever row stands there. */
export interface Anchor {
  readonly offset: number;
  readonly id: string;
}

/** Whether an anchor is a place alone, as numbered pages and rows without a readable id have it: it never moves. */
export const isPlace = ({ id }: Anchor): boolean => id === '';

/** Which part of a list is asked for. Exactly one of `first` and `last` is set. */
export interface Range {
  readonly first?: number;
  readonly last?: number;
  readonly after?: Anchor;
  readonly before?: Anchor;
}

/** How far an anchor has moved since its cursor was made; null when it is gone. */
export type Movement = number | null;

/** A part of a list as it stands now. Of `rows`, what was not needed may be missing. */
export interface Slice<Row> {
  readonly rows: readonly Row[];
  /** Where the first of `rows` stands in the list. */
  readonly offset: number;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly moved: { readonly after?: Movement; readonly before?: Movement };
}
