import { hash } from 'node:crypto';
import { BadCursorError } from '../errors.ts';
import type { Anchor } from './list.ts';

const form = /^1:[\w-]{8}:(\d{1,10}):(.*)$/s;
/** The last offset after which another row can stand: platforms and GraphQL count rows in 32 bits. */
const farthest = 2 ** 31 - 2;

/**
 * A cursor: where a row stood and which one it is, with a digest of both and of the list it belongs to.
 * @param list all that decides which rows the list has, and in which order
 */
export function encodeCursor(list: string, { offset, id }: Anchor): string {
  return Buffer.from(`1:${digest(list, offset, id)}:${offset}:${id}`).toString('base64url');
}

/**
 * Reads a cursor back: only what `encodeCursor` makes of this very list is taken, to the letter. The digest tells cursors
 * of another list, and damaged ones; it is no secret, as a cursor gives access to nothing.
 * @param name the argument's name, for the message
 * @throws {BadCursorError} when the cursor was not made by this list
 */
export function decodeCursor(list: string, name: string, cursor: string): Anchor {
  const anchor = anchorIn(cursor);
  if (!anchor || encodeCursor(list, anchor) !== cursor) {
    throw new BadCursorError(
      `"${name}" is not a cursor of this list. Cursors hold for one list with the same filter, search and order: start again without it.`,
    );
  }
  return anchor;
}

/** The anchor in a cursor of any list; undefined if there is none. */
export function anchorIn(cursor: string): Anchor | undefined {
  const [, offset, id = ''] = form.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  const anchor = { offset: Number(offset), id };
  return anchor.offset <= farthest ? anchor : undefined;
}

const digest = (list: string, offset: number, id: string): string => digestOf(`${list}\n${offset}\n${id}`);

/** A short digest of a text, by which a cursor tells that it was damaged or made for something else. */
export const digestOf = (text: string): string => hash('sha256', text, 'base64url').slice(0, 8);
