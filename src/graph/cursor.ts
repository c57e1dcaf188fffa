import { hash } from 'node:crypto';
import { BadCursorError } from '../rest/errors.ts';
import type { Anchor } from '../rest/slice.ts';

const form = /^1:([\w-]{8}):(\d{1,10}):(.+)$/s;

/**
 * A cursor: where a row stood and which one it is, with a digest of both and of the list it belongs to.
 * @param list all that decides which rows the list has, and in which order
 */
export function encodeCursor(list: string, { offset, id }: Anchor): string {
  return Buffer.from(`1:${digest(list, offset, id)}:${offset}:${id}`).toString('base64url');
}

/**
 * Reads a cursor back. The digest tells cursors of another list, and damaged ones; it is no secret, as a cursor gives
 * access to nothing.
 * @param name the argument's name, for the message
 * @throws {BadCursorError} when the cursor was not made by this list
 */
export function decodeCursor(list: string, name: string, cursor: string): Anchor {
  const [, checksum, digits, id] = form.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  const offset = Number(digits);
  if (id === undefined || offset >= 2 ** 31 - 1 || checksum !== digest(list, offset, id)) {
    throw new BadCursorError(
      `"${name}" is not a cursor of this list. Cursors hold for one list with the same filter, search and order: start again without it.`,
    );
  }
  return { offset, id };
}

function digest(list: string, offset: number, id: string): string {
  return hash('sha256', `${list}\n${offset}\n${id}`, 'base64url').slice(0, 8);
}
