import type { Draw } from './arbitraries.ts';
import type { RandomOperation } from './random-operation.ts';

type Json = unknown;

/** Values that a JSON body may hold where another was meant. */
const strangers: readonly Json[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  '',
  '\u0000',
  '\ud800',
  '__proto__',
  [],
  {},
  [[[]]],
  ['query'],
  { __proto__: null, constructor: { prototype: {} } },
  'query',
  '{',
];
const names = [
  'query',
  'variables',
  'operationName',
  'extensions',
  'id',
  'documentId',
  '__proto__',
  'constructor',
  'persistedQuery',
];

/** A request body that was damaged: in its bytes, in its document, or in the shape of what it holds. */
export function mutated(operation: RandomOperation, draw: Draw): Buffer {
  const body: Json = draw.int(0, 5) === 0 ? [operation, operation] : operation;
  const how = draw.int(0, 9);
  if (how < 3) return Buffer.from(JSON.stringify(damagedDocument(operation, draw)));
  if (how < 7) return Buffer.from(JSON.stringify(damagedValue(body, draw, 0)));
  return damagedBytes(Buffer.from(JSON.stringify(body)), draw);
}

function damagedDocument({ query, variables }: RandomOperation, draw: Draw): object {
  const [from, to] = [draw.int(0, query.length), draw.int(0, query.length)].toSorted((a, b) => a - b);
  const middle = query.slice(from, to);
  const inserted = draw.pick([
    '{',
    '}',
    '(',
    ')',
    '"',
    '"""',
    '$',
    '@',
    '...',
    'fragment',
    'on',
    '\u0000',
    '#',
    '\n',
    '__schema',
    '1e999',
    '-',
  ]);
  const how = draw.int(0, 3);
  const damaged = {
    0: () => query.slice(0, from) + query.slice(to),
    1: () => query.slice(0, from) + middle + middle + query.slice(to),
    2: () => query.slice(0, from) + inserted + query.slice(from),
    3: () => query.slice(0, from) + [...middle].toReversed().join('') + query.slice(to),
  }[how];
  return { query: damaged?.() ?? '', variables };
}

/** Somewhere in a value, another value, another name, or nothing. */
function damagedValue(value: Json, draw: Draw, depth: number): Json {
  if (typeof value !== 'object' || value === null || depth > 4 || draw.int(0, 3) === 0) return draw.pick(strangers);
  if (Array.isArray(value))
    return value.map((item, index) => (index === 0 ? damagedValue(item, draw, depth + 1) : item));
  const entries = Object.entries(value);
  const at = draw.int(0, Math.max(0, entries.length - 1));
  const how = draw.int(0, 3);
  if (how === 0) return Object.fromEntries(entries.filter((_, index) => index !== at));
  if (how === 1) return { ...value, [draw.pick(names)]: draw.pick(strangers) };
  return Object.fromEntries(
    entries.map(([name, part], index) => {
      if (index !== at) return [name, part];
      return how === 2 ? [draw.pick(names), part] : [name, damagedValue(part, draw, depth + 1)];
    }),
  );
}

function damagedBytes(bytes: Buffer, draw: Draw): Buffer {
  const how = draw.int(0, 3);
  if (how === 0) return bytes.subarray(0, draw.int(0, bytes.length - 1));
  if (how === 1) return Buffer.concat([bytes, bytes.subarray(draw.int(0, bytes.length - 1))]);
  if (how === 2) return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]);
  const damaged = Buffer.from(bytes);
  for (let times = draw.int(1, 8); times > 0; times--) damaged[draw.int(0, bytes.length - 1)] = draw.int(0, 255);
  return damaged;
}
