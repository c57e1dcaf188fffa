import {
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
} from 'graphql';
import { beforeAll, expect, test } from 'vitest';
import { buildClientSchema } from '../../src/graph/schema.ts';

/* The habits of names that most public graphs have, so that a name tells what kind of value it has. */

interface Named {
  readonly at: string;
  readonly name: string;
  readonly type: string;
  readonly isList: boolean;
  readonly isInput: boolean;
}
let names: Named[];

beforeAll(async () => {
  const types = Object.values((await buildClientSchema(['runai', 'kestra'])).getTypeMap());
  names = types
    .filter((type) => !type.name.startsWith('__'))
    .flatMap((type) => {
      if (isInputObjectType(type)) {
        return Object.values(type.getFields()).map((field) => named(`${type.name}.${field.name}`, field, true));
      }
      if (!isObjectType(type) && !isInterfaceType(type)) return [];
      return Object.values(type.getFields()).flatMap((field) => [
        named(`${type.name}.${field.name}`, field, false),
        ...field.args.map((arg) => named(`${type.name}.${field.name}(${arg.name}:)`, arg, true)),
      ]);
    });
});

function named(
  at: string,
  { name, type }: { readonly name: string; readonly type: GraphQLInputType | GraphQLOutputType },
  isInput: boolean,
): Named {
  return { at, name, type: getNamedType(type).name, isList: isListType(getNullableType(type)), isInput };
}

const misnamed = (type: string, isRight: (named: Named) => boolean) =>
  names.filter((named) => named.type === type && !isRight(named)).map(({ at }) => at);

/** Comparators of filters, which say how a value compares, not what it is. */
const comparators = ['eq', 'gte', 'lte', 'in'];

test('times end with At', () => {
  expect(misnamed('DateTime', ({ name }) => name.endsWith('At') || comparators.includes(name))).toEqual([]);
  const others = names.filter(({ name, type }) => name.endsWith('At') && !/^DateTime$|TimeFilter$/.test(type));
  expect(others.map(({ at }) => at)).toEqual([]);
});

test('ids end with Id, lists of them with Ids; `id` is the global id, which inputs do not have', () => {
  const ofNodes = ['Query.node(id:)', 'Query.nodes(ids:)'];
  const isRight = ({ at, name, isList, isInput }: Named) =>
    (isList ? name.endsWith('Ids') : name.endsWith('Id') || (!isInput && name === 'id')) ||
    comparators.includes(name) ||
    ofNodes.includes(at);
  expect(misnamed('ID', isRight)).toEqual([]);
  const others = names.filter(({ name, type }) => /Ids?$/.test(name) && type !== 'ID' && !type.endsWith('IdFilter'));
  expect(others.map(({ at }) => at)).toEqual([]);
});

test('booleans say that something is so, or that the caller can do it; those of inputs may be an order', () => {
  const orders = ['createUser', 'dryRun', 'notify', 'resetPassword', 'isNull'];
  const ofLists = ['createdByMe', 'includeDeleted', 'membersOnly'];
  const isRight = ({ name, isInput }: Named) =>
    /^(is|has|viewerCan)[A-Z]/.test(name) || (isInput && [...orders, ...ofLists].includes(name));
  expect(misnamed('Boolean', isRight)).toEqual([]);
});

test('numbers of things end with Count; others are positions in a list', () => {
  const positions = ['index', 'page', 'startOffset', 'endOffset'];
  const isRight = ({ name, isInput }: Named) => isInput || name.endsWith('Count') || positions.includes(name);
  expect(misnamed('Int', isRight)).toEqual([]);
  const others = names.filter(({ name, type }) => name.endsWith('Count') && type !== 'Int');
  expect(others.map(({ at }) => at)).toEqual([]);
});

test('what one object is looked up by is the argument `by`', () => {
  const keys = names.filter(({ at, isInput, name }) => isInput && name === 'by' && at.startsWith('Query.'));
  expect(keys.map(({ at }) => at).toSorted()).toEqual([
    'Query.accessRule(by:)',
    'Query.group(by:)',
    'Query.kestraServiceAccount(by:)',
    'Query.kestraTenant(by:)',
    'Query.kestraUser(by:)',
    'Query.runaiRole(by:)',
    'Query.user(by:)',
  ]);
});
