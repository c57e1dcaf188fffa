import { array, constantFrom, integer, record, tuple } from 'fast-check';
import { limits } from '../../src/server/limits.ts';
import type { Attack } from './worst.ts';

const times = (count: number, item: (index: number) => string, between = ' ') =>
  Array.from({ length: count }, (_, index) => item(index)).join(between);
/** Of a body of 1 MB, what is left beside the rest. */
const much = limits.body - 1000;
const long = (text: string) => text.repeat(Math.floor(much / text.length));

const document = (name: string, query: string, variables?: unknown): Attack => ({
  name,
  body: { query, ...(variables !== undefined && { variables }) },
});

/** Documents that are refused, or nearly so. */
const documents: readonly Attack[] = [
  document('unknown fields', `{ ${times(9900, (i) => `userz${i}`)} }`),
  document('unknown fields, each after many lines', `${long('\n')}{ ${times(150, (i) => `userz${i}`)} }`),
  document(
    'unknown fields, each after as many lines as there may be',
    `${'\n'.repeat(9990)}{ ${times(150, (i) => `userz${i}`)} }`,
  ),
  document('unknown arguments', `{ ${times(1900, (i) => `users(a${i}: 1) { id }`)} }`),
  document('equal fields', `{ ${times(1600, () => 'users { totalCount }')} }`),
  document('equal fields, deep', `{ ${times(600, () => 'users { nodes { creator { creator { id } } } }')} }`),
  document('equal fields with equal arguments', `{ ${times(900, () => 'users(first: 1) { totalCount }')} }`),
  document('fields that conflict', `{ ${times(1100, (i) => `users(first: ${i}) { id }`)} }`),
  document('aliases that conflict', `{ ${times(1600, (i) => (i % 2 ? 'a: roles' : 'a: __typename'))} }`),
  document('equal fields of a page', `{ users { nodes { ${times(9900, () => 'id')} } } }`),
  document('equal typenames', `{ ${times(9990, () => '__typename')} }`),
  document(
    'a fragment that is spread again and again',
    `{ ${times(3200, () => '...F')} } fragment F on Query { roles }`,
  ),
  document('inline fragments', `{ ${times(1600, () => '... { roles }')} }`),
  document('inline fragments with a type', `{ ${times(1600, () => '... on Query { roles }')} }`),
  document('nested inline fragments', `{ ${'... { '.repeat(3200)} roles ${'} '.repeat(3200)} }`),
  document('fragments in a chain', `{ ...F0 } ${times(1100, (i) => `fragment F${i} on Query { ...F${i + 1} }`)}`),
  document(
    'fragments in a circle',
    `{ ...F0 } ${times(1100, (i) => `fragment F${i} on Query { ...F${(i + 1) % 1100} }`)}`,
  ),
  document(
    'fragments that all spread all others',
    `{ ...F0 } ${times(50, (i) => `fragment F${i} on Query { ${times(50, (j) => `...F${j}`)} }`)}`,
  ),
  document(
    'fragments that double',
    `{ ...F0 } ${times(700, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F700 on Query { roles }`,
  ),
  document(
    'fragments that double, of a few levels',
    `{ ...F0 } ${times(13, (i) => `fragment F${i} on Query { ...F${i + 1} ... { ...F${i + 1} } }`)} fragment F13 on Query { roles }`,
  ),
  document('unused fragments', `{ roles } ${times(1200, (i) => `fragment F${i} on Query { roles }`)}`),
  document(
    'operations',
    times(1600, (i) => `query Q${i} { __typename }`),
  ),
  document(
    'operations with fragments in a chain',
    `${times(800, (i) => `query Q${i} { ...F0 }`)} ${times(500, (i) => `fragment F${i} on Query { ...F${i + 1} }`)} fragment F500 on Query { roles }`,
  ),
  document(
    'operations with fragments that use variables',
    `${times(500, (i) => `query Q${i}($a: Int) { ...F0 }`)} ${times(400, (i) => `fragment F${i} on Query { ...F${i + 1} users(first: $a) { totalCount } }`)} fragment F400 on Query { roles }`,
  ),
  document(
    'operations of one name',
    times(1600, () => 'query Q { __typename }'),
  ),
  document(
    'anonymous operations',
    times(2400, () => '{ __typename }'),
  ),
  document('variables that are not used', `query (${times(2400, (i) => `$v${i}: Int`)}) { roles }`),
  document('variables of one name', `query (${times(2400, () => '$v: Int')}) { roles }`),
  document(
    'variables that are not defined',
    `{ ${times(900, (i) => `u${i % 190}: users(first: $v${i}) { totalCount }`)} }`,
  ),
  document('variables of unknown types', `query (${times(2400, (i) => `$v${i}: Useru${i}`)}) { roles }`),
  document('directives', `{ roles ${times(50, () => '@include(if: true)')} }`),
  document('unknown directives', `{ roles ${times(4900, (i) => `@d${i}`)} }`),
  document(
    'fields of an input that are not known',
    `{ users(filter: { ${times(3200, (i) => `isLocalu${i}: 1`)} }) { totalCount } }`,
  ),
  document('texts in the place of a number', `{ users(first: [${times(9900, () => '"a"')}]) { totalCount } }`),
  document(
    'different texts in the place of a number',
    `{ users(first: [${times(9900, (i) => `"a${i}"`)}]) { totalCount } }`,
  ),
  document('texts in the places of numbers', `{ ${times(1100, (i) => `users(first: "${i}") { id }`)} }`),
  document('a long text in the place of a number', `{ users(first: "${long('a')}") { totalCount } }`),
  document(
    'a long text with escapes in the place of a number',
    `{ users(first: "${'\\"a'.repeat(150_000)}") { totalCount } }`,
  ),
  document('a long block text', `{ users(first: """${'  a\n'.repeat(9000)}""") { totalCount } }`),
  document('a long number', `{ users(first: ${long('1')}) { totalCount } }`),
  document('a long enumeration value', `{ users(orderBy: { field: ${long('A')} }) { totalCount } }`),
  document('a long name', `{ ${long('a')} }`),
  document(
    'a long operation name, and errors that repeat it',
    `query ${'a'.repeat(900_000)} { ${times(150, (i) => `users(first: $v${i}) { id }`)} }`,
  ),
  document(
    'a long alias of a page whose rows fail',
    `{ ${'a'.repeat(900_000)}: users(first: 500) { nodes { kestraUser { id } } } }`,
  ),
  document('a long comment', `{ roles } #${long('x')}`),
  document('commas', `{ roles ${long(',')} }`),
  document('a text that does not end', `{ users(search: "${long('a')}`),
  document('a token that is none', `{ ${long('\u0000')} }`),
  document('nested lists', `{ nodes(ids: ${'['.repeat(4900)}${']'.repeat(4900)}) { id } }`),
  document('nested objects', `{ users(filter: ${'{a:'.repeat(3200)}1${'}'.repeat(3200)}) { totalCount } }`),
  document('nested selections', `{ ${'users { '.repeat(4900)}id ${'} '.repeat(4900)} }`),
  document('nested selections that do not end', `{ ${'users { '.repeat(4900)}`),
  document('malformed ids', `{ nodes(ids: [${times(1990, (i) => `"x${i}"`)}]) { id } }`),
  document(
    'the schema, again and again',
    `{ ${times(190, (i) => `a${i}: __schema { types { name fields { name args { name type { name } } type { name } } } }`)} }`,
  ),
  document(
    'the schema, as deep as it may be',
    `{ ${times(60, (i) => `a${i}: __schema { types { name description fields { name description type { name ofType { name fields { name description args { name description type { name ofType { name } } } type { name ofType { name } } } } } } } }`)} }`,
  ),
  document('the text of the schema, again and again', `{ ${times(199, (i) => `a${i}: _service { sdl }`)} }`),
];

/** Values of variables. */
const variables: readonly Attack[] = [
  document('ids that are none', 'query ($i: [ID!]!) { nodes(ids: $i) { id } }', { i: Array(330_000).fill({}) }),
  document('malformed ids in a variable', 'query ($i: [ID!]!) { nodes(ids: $i) { id } }', {
    i: Array(100_000).fill('malformed'),
  }),
  document('as many malformed ids as there may be', 'query ($i: [ID!]!) { nodes(ids: $i) { id } }', {
    i: Array(2000).fill('malformed'),
  }),
  document('malformed ids for whom there is no such price', 'query ($i: [ID!]!) { nodes(ids: $i) { id } }', {
    i: Array(999).fill('malformed'),
  }),
  document('one user, again and again', 'query ($i: [ID!]!) { nodes(ids: $i) { id ... on User { username } } }', {
    i: Array(2000).fill(Buffer.from('User:1').toString('base64')),
  }),
  document(
    'fields of an input in a variable that are not known',
    'query ($f: UserFilter) { users(filter: $f) { totalCount } }',
    { f: Object.fromEntries(Array.from({ length: 60_000 }, (_, i) => [`isLocalu${i}`, 1])) },
  ),
  document('a variable that is nested', 'query ($f: UserFilter) { users(filter: $f) { totalCount } }', {
    f: JSON.parse(`${'['.repeat(2000)}${']'.repeat(2000)}`),
  }),
  {
    name: 'a variable that is nested deep',
    body: `{"query":"query ($f: UserFilter) { users(filter: $f) { totalCount } }","variables":{"f":${'['.repeat(490_000)}${']'.repeat(490_000)}}}`,
  },
  {
    name: 'an object that is nested deep',
    body: `{"query":"query ($f: UserFilter) { users(filter: $f) { totalCount } }","variables":{"f":${'{"a":'.repeat(150_000)}1${'}'.repeat(150_000)}}}`,
  },
  {
    name: 'extensions that are nested deep',
    body: `{"query":"{ __typename }","extensions":{"a":${'['.repeat(490_000)}${']'.repeat(490_000)}}}`,
  },
  {
    name: 'a number that is long',
    body: `{"query":"query ($n: Int) { users(first: $n) { totalCount } }","variables":{"n":${long('1')}}}`,
  },
  {
    name: 'a fraction that is long',
    body: `{"query":"query ($n: Int) { users(first: $n) { totalCount } }","variables":{"n":0.${long('1')}}}`,
  },
  {
    name: 'variables of which none is used',
    body: {
      query: '{ __typename }',
      variables: Object.fromEntries(Array.from({ length: 80_000 }, (_, i) => [`v${i}`, 1])),
    },
  },
  {
    name: 'keys that differ',
    body: `{"query":"{ __typename }","variables":{${times(60_000, (i) => `"k${i}":{"a":1}`, ',')}}}`,
  },
  document('a long user id', 'query ($t: ID!) { user(by: { userId: $t }) { id } }', { t: long('a') }),
  document('a long global id', 'query ($t: ID!) { node(id: $t) { id } }', {
    t: Buffer.from(`User:${'a'.repeat(700_000)}`).toString('base64'),
  }),
  document(
    'a long user name',
    'query ($t: String!) { user(by: { username: $t }) { id } kestraUser(by: { username: $t }) { id } }',
    { t: long('a') },
  ),
  document(
    'a long search',
    'query ($t: String!) { users(search: $t) { nodes { id } } kestraUsers(search: $t) { nodes { id } } }',
    { t: long('a') },
  ),
  document('a long search that is encoded', 'query ($t: String!) { users(search: $t) { nodes { id } } }', {
    t: '💥'.repeat(240_000),
  }),
  document('a long cursor', 'query ($t: String!) { users(after: $t) { nodes { id } } }', { t: long('a') }),
  document('a long cursor in our form', 'query ($t: String!) { users(after: $t) { nodes { id } } }', {
    t: Buffer.from(`1:abcdefgh:1:${'a'.repeat(700_000)}`).toString('base64url'),
  }),
  document('a long time', 'query ($t: DateTime!) { users(filter: { createdAt: { gte: $t } }) { totalCount } }', {
    t: `2024-01-01T00:00:00.${'1'.repeat(900_000)}Z`,
  }),
  document('a long filter', 'query ($t: String!) { users(filter: { username: { eq: $t } }) { totalCount } }', {
    t: long('a'),
  }),
  document('a long e-mail address', 'mutation ($t: String!) { createUser(input: { email: $t }) { __typename } }', {
    t: `${long('a').slice(0, 900_000)}@example.com`,
  }),
  document('an e-mail address of dots', 'mutation ($t: String!) { createUser(input: { email: $t }) { __typename } }', {
    t: `a@${'a.'.repeat(400_000)}`,
  }),
  document(
    'a long password',
    'mutation ($t: Secret!) { changeMyPassword(input: { currentPassword: $t, newPassword: $t }) { __typename } }',
    { t: long('a') },
  ),
];

const noKestra = { 'kestra-authorization': '' };

/** Answers that are long, or whose rows fail. */
const answers: readonly Attack[] = [
  {
    name: 'rows that all fail',
    body: { query: `{ users(first: 500) { nodes { ${times(33, (i) => `a${i}: kestraUser { id }`)} } } }` },
    headers: noKestra,
  },
  {
    name: 'rows that all fail, under long names',
    body: {
      query: `{ ${'u'.repeat(100)}: users(first: 500) { nodes { ${times(24, (i) => `${'a'.repeat(98)}${i}: kestraUser { id }`)} } } }`,
    },
    headers: noKestra,
  },
  {
    name: 'rows that all fail, after many lines',
    body: {
      query: `${'\n'.repeat(9900)}{ ${times(4, (i) => `b${i}: users(first: 500) { nodes { ${times(8, (j) => `a${j}: kestraUser { id }`)} } }`)} }`,
    },
    headers: noKestra,
  },
  document(
    'as many fields as there may be',
    `{ ${times(30, (i) => `a${i}: users(first: 500) { nodes { ...F } }`)} } fragment F on User { ${times(33, (i) => `f${i}: username`)} }`,
  ),
  document(
    'fields with long names',
    `{ ${times(30, (i) => `a${i}: users(first: 500) { nodes { ...F } }`)} } fragment F on User { ${times(33, (i) => `${'f'.repeat(190)}${i}: username`)} }`,
  ),
  document(
    'rows that fail',
    `{ ${times(60, (i) => `a${i}: users(first: 500) { nodes { username kestraUser { id } } }`)} }`,
  ),
  document(
    'rows that fail, of an id that is none',
    `{ ${times(60, (i) => `a${i}: nodes(ids: [${times(16, (j) => `"x${i}.${j}"`)}]) { id }`)} }`,
  ),
  document(
    'pages with their groups',
    '{ users(first: 500) { nodes { id groups(first: 20) { nodes { name members(first: 5) { nodes { id } } } } } } }',
  ),
];

/** What is not in the body. */
const others: readonly Attack[] = [
  { name: 'a long hash', body: { extensions: { persistedQuery: { version: 1, sha256Hash: long('a') } } } },
  {
    name: 'a long document with its hash',
    body: { query: `{ __typename } #${long('a')}`, extensions: { persistedQuery: { version: 1, sha256Hash: 'a' } } },
  },
  {
    name: 'a long operation name',
    body: { query: 'query A { __typename } query B { __typename }', operationName: long('a') },
  },
  { name: 'a long parameter', body: `{"query":"{ __typename }","${long('a')}":1}` },
  { name: 'parameters', body: `{"query":"{ __typename }",${times(80_000, (i) => `"p${i}":null`, ',')}}` },
  { name: 'a body of white space', body: ' '.repeat(much) },
  { name: 'a body that is no JSON', body: `${'{"a":'.repeat(100_000)}` },
  { name: 'a list of nothing', body: `[${long('{},').slice(0, -1)}]` },
  {
    name: 'an Accept of many types',
    body: { query: '{ __typename }' },
    headers: { accept: times(900, (i) => `a/b${i};q=0.5`, ',') },
  },
  { name: 'an Accept of quotes', body: { query: '{ __typename }' }, headers: { accept: '",'.repeat(7000) } },
  {
    name: 'an Accept-Encoding of many',
    body: { query: '{ __typename }' },
    headers: { 'accept-encoding': times(900, (i) => `a${i};q=0.5`, ',') },
  },
  {
    name: 'headers',
    body: { query: '{ __typename }' },
    headers: Object.fromEntries(Array.from({ length: 900 }, (_, i) => [`x-${i}`, 'a'])),
  },
  { name: 'a long GET', path: `/graphql?query=%7B__typename%7D&variables=${'%5B'.repeat(5000)}` },
  { name: 'a GET of many parameters', path: `/graphql?query=%7B__typename%7D${'&a=1'.repeat(3500)}` },
];

/** Requests that each ask for one bad thing, in the largest number that the limits let through, or beyond. */
export const attacks: readonly Attack[] = [...documents, ...variables, ...answers, ...others];

/** As many of an attack in one batch as fit; undefined where that is one. */
export function batchOf({ name, body, headers }: Attack): Attack | undefined {
  const one = typeof body === 'string' ? body : JSON.stringify(body);
  const most = Math.min(limits.batch, Math.floor(limits.body / ((one?.length ?? 0) + 1)));
  if (!one || one.startsWith('[') || most < 2) return undefined;
  return { name: `a batch: ${name}`, body: `[${Array(most).fill(one).join(',')}]`, headers };
}

const pieces: readonly ((index: number) => string)[] = [
  (i) => `userz${i}`,
  () => 'users { totalCount }',
  (i) => `users(first: ${i}) { nodes { id } }`,
  (i) => `users(first: "${i}", search: $v${i}) { id }`,
  () => '...F0',
  () => '... on Query { roles }',
  (i) => `... @include(if: $v${i}) { users { nodes { creator { id } } } }`,
  (i) => `a${i % 190}: nodes(ids: ["x", "y${i}"]) { id }`,
  () => 'users(filter: { isLocalu: 1, createdAt: { gte: "x" } }) { totalCount }',
  () => '__schema { types { name } }',
];
const definitions: readonly ((index: number) => string)[] = [
  (i) => `fragment F${i} on Query { ...F${i + 1} }`,
  (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 2} users(first: $a) { totalCount } }`,
  (i) => `query Q${i}($a: Int) { ...F0 }`,
  (i) => `fragment F${i} on Query { users(first: ${i}) { nodes { id } } }`,
];

/** Documents of all sorts, of many equal parts of a few kinds. */
export const drawnAttacks = record({
  lines: constantFrom(0, 0, 9000),
  selections: array(tuple(constantFrom(...pieces), integer({ min: 1, max: 2000 })), { minLength: 1, maxLength: 3 }),
  more: array(tuple(constantFrom(...definitions), integer({ min: 1, max: 800 })), { maxLength: 2 }),
}).map(({ lines, selections, more }): Attack => {
  const selected = selections.map(([piece, count]) => times(count, piece)).join(' ');
  const defined = more.map(([definition, count]) => times(count, definition)).join(' ');
  return document('drawn', `${'\n'.repeat(lines)}query Q($a: Int) { ${selected} } ${defined}`);
});
