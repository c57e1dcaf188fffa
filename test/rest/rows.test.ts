import {
  type Arbitrary,
  array,
  assert,
  boolean,
  constant,
  constantFrom,
  nat,
  oneof,
  property,
  record,
  string,
  subarray,
  uniqueArray,
} from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Rows } from '../../src/rest/rows.ts';

interface Row {
  readonly id: string;
  readonly name: string | null;
  readonly groups: readonly string[];
  readonly more?: unknown;
}

/** Texts that look like the seams of a list, or that JSON has to escape. */
const seams = ['},{"id":"', '"},{"id":"a', '{', '}]', ':"', '\\', '"', '\n', '', 'ü', '\u{1f600}', 'id'];
const text = oneof(constantFrom('a', 'b', 'c d', 'id:e', 'name'), constantFrom(...seams), string({ unit: 'grapheme' }));
/** Rows that no text stands in the way of, so that they are told apart. */
const plain = record({
  id: constantFrom(...'abcdefghijkl'),
  name: constantFrom('a', 'b', 'ü'),
  groups: array(constantFrom('a', 'b')),
});
const row = record(
  {
    id: text,
    name: oneof(text, constantFrom(null)),
    groups: array(text, { maxLength: 3 }),
    more: oneof(text, record({ id: text }), array(record({ id: text, name: text }), { maxLength: 3 })),
  },
  { requiredKeys: ['id', 'name', 'groups'] },
);
const unique = { selector: ({ id }: Row) => id, maxLength: 12 };
const lists: Arbitrary<Row[]> = oneof(uniqueArray(plain, unique), uniqueArray(row, unique));

/** A list as a platform sends it, and how many rows of it were parsed. */
function sent(list: readonly Row[], indent = 0, tail = '') {
  const parsed = { rows: 0 };
  const rows = new Rows<Row>(Buffer.from(JSON.stringify(list, undefined, indent) + tail), (part) => {
    const found: Row[] = JSON.parse(part);
    parsed.rows += found.length;
    return found;
  });
  return { rows, parsed };
}

const many: readonly Row[] = Array.from({ length: 2000 }, (_, place) => ({
  id: `id-${place}`,
  name: `name-${place}`,
  groups: [`group-${place % 50}`, 'everybody ü'],
}));

function listOf(text: string): Row[] {
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list)) throw new TypeError('not a list');
  return list;
}

function refuses(read: () => unknown): boolean {
  try {
    read();
    return false;
  } catch {
    return true;
  }
}

describe('rows of a list', () => {
  test('are found by a field, by what they mention and by their number, whatever the list holds', () => {
    assert(
      property(
        lists.chain((list) => record({ list: constant(list), wanted: subarray([...list]), spaced: boolean() })),
        ({ list, wanted, spaced }) => {
          const fresh = () => sent(list, spaced ? 1 : 0, spaced ? '\n' : '').rows;
          const ids = new Set(wanted.map(({ id }) => id));
          const names = new Set(wanted.map(({ name }) => name));
          const groups = wanted.flatMap((each) => each.groups).slice(0, 3);
          expect(
            fresh()
              .where('id', ids)
              .filter(({ id }) => ids.has(id)),
          ).toEqual(wanted);
          expect(
            fresh()
              .where('name', names)
              .filter(({ name }) => names.has(name)),
          ).toEqual(list.filter(({ name }) => names.has(name)));
          const isMember = (each: Row) => each.groups.some((group) => groups.includes(group));
          expect(fresh().mentioning(groups).filter(isMember)).toEqual(list.filter(isMember));
          expect(fresh()).toHaveLength(list.length);
          expect(fresh().all()).toEqual(list);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('are parsed when they are asked for, and no others', () => {
    const { rows, parsed } = sent(many);
    expect(rows).toHaveLength(2000);
    expect(parsed.rows).toBe(0);
    expect(rows.where('id', new Set(['id-1999', 'id-0', 'nobody']))).toEqual([many[0], many[1999]]);
    expect(parsed.rows).toBe(2);
    expect(rows.where('name', new Set(['nobody']))).toEqual([]);
    expect(rows.mentioning(['group-7', 'nobody'])).toEqual(many.filter(({ groups }) => groups.includes('group-7')));
    expect(parsed.rows).toBe(42);
    expect(rows.all()).toEqual(many);
    expect(rows.where('id', new Set(['id-1']))).toContainEqual(many[1]);
    expect(parsed.rows).toBe(2042);
  });

  test.each([
    ['a backslash', [...many, { id: '"', name: null, groups: [] }]],
    ['an object in a row', [...many, { id: 'x', name: null, groups: [], more: { id: 'id-3' } }]],
    ['rows in a row', [...many, { id: 'x', name: null, groups: [], more: [many[3], many[4]] }]],
    ['a mark between two rows in a text', [...many, { id: '},{', name: null, groups: [] }]],
    ['a field that is null', [...many, { id: null as never, name: null, groups: [] }]],
  ])('are all parsed where there is %s', (_, list) => {
    const { rows, parsed } = sent(list);
    expect(rows.where('id', new Set(['id-3'])).filter(({ id }) => id === 'id-3')).toEqual([many[3]]);
    expect(parsed.rows).toBeGreaterThanOrEqual(list.length);
    expect(rows.counted).toBe(list.length);
  });

  test('are told apart whatever braces their texts hold, and however each begins', () => {
    const { rows, parsed } = sent([
      ...many,
      { id: '{', name: null, groups: ['}]'] },
      { name: null, id: 'x', groups: [] },
    ]);
    expect(rows.where('id', new Set(['x']))).toEqual([{ name: null, id: 'x', groups: [] }]);
    expect(parsed.rows).toBe(1);
    expect(rows.counted).toBe(2002);
  });

  test('are refused or not alike, whether the text is parsed whole or searched', () => {
    const pieces = [
      '',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      '\n',
      ' ',
      '0',
      '-',
      '.',
      'e',
      'tru',
      'null',
      '},{',
      '\u0001',
      '[1',
      'ü',
    ];
    const changes = array(record({ at: nat(), cut: nat({ max: 2 }), piece: constantFrom(...pieces) }), {
      maxLength: 3,
    });
    const verdicts = { refused: 0, accepted: 0 };
    assert(
      property(lists, changes, (list, edits) => {
        let text = JSON.stringify(list);
        for (const { at, cut, piece } of edits) {
          const place = at % (text.length + 1);
          text = text.slice(0, place) + piece + text.slice(place + cut);
        }
        const fresh = () => new Rows<Row>(Buffer.from(text), listOf);
        const isRefused = refuses(() => fresh().all());
        verdicts[isRefused ? 'refused' : 'accepted']++;
        expect(refuses(() => fresh().length)).toBe(isRefused);
        expect(refuses(() => fresh().where('id', new Set(['a', 'b'])))).toBe(isRefused);
        expect(refuses(() => fresh().mentioning(['a', 'zzz']))).toBe(isRefused);
      }),
      { numRuns: 5000 },
    );
    expect(verdicts.refused).toBeGreaterThan(1000);
    expect(verdicts.accepted).toBeGreaterThan(1000);
  });

  test.each(['', 'null', '{}', '{"results":[]}', '"[{},{}]"', '<html>]', '[', '[{"id":"a"}', '[{"id":"a"},{"id":"b"'])(
    'are refused as the parser refuses them: %s',
    (body) => {
      const rows = new Rows<Row>(Buffer.from(body), listOf);
      expect(() => rows.where('id', new Set(['a']))).toThrow();
      expect(() => rows.mentioning(['a'])).toThrow();
      expect(() => rows.all()).toThrow();
    },
  );

  test('can be changed as they are parsed', () => {
    const { rows, parsed } = sent(many);
    const ids = rows.map(({ id }) => ({ id }));
    expect(ids.where('id', new Set(['id-5']))).toEqual([{ id: 'id-5' }]);
    expect(parsed.rows).toBe(1);
    expect(rows.where('id', new Set(['id-5']))).toEqual([many[5]]);
  });
});
