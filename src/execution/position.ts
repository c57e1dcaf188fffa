import type { Path } from 'graphql/jsutils/Path.js';

/** Where a value stands in the answer: a field of an object, or an item of a list. */
export interface Position extends Path {
  readonly prev: Position | undefined;
  /** Whether the value may be null. */
  readonly isNullable: boolean;
}

/** The position of an item in a list. */
export class ItemPosition implements Position {
  readonly prev: Position;
  readonly key: number;
  readonly isNullable: boolean;

  constructor(list: Position, key: number, isNullable: boolean) {
    this.prev = list;
    this.key = key;
    this.isNullable = isNullable;
  }

  get typename() {
    return undefined;
  }
}

/** What holds values of the answer: an object by response names, or a list by indexes. */
export type Holder = Record<string | number, unknown> | unknown[];

export function setIn(holder: Holder, { key }: Position, value: unknown): void {
  (holder as Record<string | number, unknown>)[key] = value;
}
