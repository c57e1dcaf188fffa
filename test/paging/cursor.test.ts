import { assert, nat, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BadCursorError } from '../../src/errors.ts';
import { decodeCursor, encodeCursor } from '../../src/paging/cursor.ts';
import { anyText } from '../support/arbitraries.ts';

const list = 'runai.users {"sortBy":"username"}';
const anchor = { offset: 41, id: '0b5c8a52-9a3e-4a59-8b8e-3f4d0f0a1c11' };
const cursor = encodeCursor(list, anchor);

function refuses(text: string, of = list): void {
  expect(() => decodeCursor(of, 'after', text)).toThrow(BadCursorError);
}

describe('a cursor', () => {
  test('comes back as it went, whatever the id', () => {
    assert(
      property(nat(2 ** 31 - 2), string({ unit: 'grapheme' }), string(), (offset, id, of) => {
        expect(decodeCursor(of, 'after', encodeCursor(of, { offset, id }))).toEqual({ offset, id });
      }),
    );
  });

  test('holds for its own list only', () => {
    refuses(cursor, `${list} `);
    refuses(cursor, 'runai.users {}');
    refuses(cursor, '');
  });

  test('is refused when cut off at any length', () => {
    for (let length = 0; length < cursor.length; length++) refuses(cursor.slice(0, length));
  });

  test('is refused when any one bit of its text is another, the unused ones of base64 included', () => {
    for (const id of ['a', 'ab', 'abc', anchor.id]) {
      const text = encodeCursor(list, { offset: 7, id });
      for (let place = 0; place < text.length; place++) {
        for (let bit = 0; bit < 7; bit++) {
          const altered = String.fromCharCode(text.charCodeAt(place) ^ (1 << bit));
          refuses(text.slice(0, place) + altered + text.slice(place + 1));
        }
      }
    }
  });

  test('is refused when something is added', () => {
    for (const extra of ['=', '==', ' ', '\n', 'A', '.']) {
      refuses(cursor + extra);
      refuses(extra + cursor);
    }
  });

  test('of another version is refused', () => {
    refuses(Buffer.from(Buffer.from(cursor, 'base64url').toString().replace(/^1:/, '2:')).toString('base64url'));
  });

  test.each(['', 'null', 'YXJyYXljb25uZWN0aW9uOjE', 'T2Zmc2V0Q29ubmVjdGlvbjotNw', '1:AAAAAAAA:0:x', '💥'])(
    'is refused when it is not one of ours: %j',
    (text) => refuses(text),
  );

  test('never points beyond what 32 bits can count', () => {
    refuses(encodeCursor(list, { offset: 2 ** 31 - 1, id: 'x' }));
    refuses(encodeCursor(list, { offset: -1, id: 'x' }));
  });

  test('is refused, whatever the text, unless it is one', () => {
    assert(
      property(anyText(20), (text) => {
        refuses(text);
      }),
    );
  });
});
