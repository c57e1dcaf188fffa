import {
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
} from 'graphql';
import { defaultPageSize } from '../paging/connection-arguments.ts';
import { CostEstimate } from './cost-estimate.ts';
import { costOfField } from './cost-of-field.ts';
import type { CostEnvironment, CostExtensions, FieldCost, ListSize, RawArgs } from './field-cost.ts';
import { assumedItems } from './selection-tree.ts';

/*
 * What a gateway can know of costs: numbers that stand in the schema, by which it adds up an operation before it sends any
 * of it. A number holds for each object, whereas keys are read in batches: the sum is more than the operation costs here.
 */

/** Weights in REST calls, by the coordinates of the schema: `Query.users`, `Query.users(after:)`, `UserIdFilter.in`. */
export type Weights = ReadonlyMap<string, number>;

/** Of how many objects a field is asked at once: the most calls for each of them are its weight. */
const times = [1, 2, 3, 8, 20, 100];
const listArguments = ['after', 'before', 'last', 'offset', 'search'] as const;

/** The weights of all fields and arguments that cost something, by the functions that estimate what operations cost. */
export function weightsOf(schema: GraphQLSchema, environment: CostEnvironment): Weights {
  const weights = new Map<string, number>();
  const add = (coordinate: string, weight: number) => {
    if (weight > 0) weights.set(coordinate, Math.max(weight, weights.get(coordinate) ?? 0));
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    for (const field of Object.values(fieldsOf(type))) {
      const { cost } = costOfField(schema, type, field);
      if (!cost) continue;
      const calls = callsOf(schema, environment, cost);
      const coordinate = `${type.name}.${field.name}`;
      const shown = getNamedType(field.type);
      if (!('pageInfo' in fieldsOf(shown))) {
        const variants = argumentsOf(field).flatMap((args) => [calls(args, noFields), calls(args, allFields(shown))]);
        add(coordinate, Math.max(...variants));
        continue;
      }
      const first = environment.maxPageSize;
      const page = allFields(shown, ['totalCount', 'around', 'last']);
      const base = calls({ first }, page);
      add(coordinate, base);
      const total = calls({ first }, allFields(shown)) - base;
      for (const counted of [`${shown.name}.totalCount`, 'PageCursors.around', 'PageCursors.last']) add(counted, total);
      for (const name of listArguments) {
        const added = subsetsOf(listArguments.filter((other) => other !== name)).map(
          (others) =>
            calls(argumentsOfList(first, [...others, name]), page) - calls(argumentsOfList(first, others), page),
        );
        add(`${coordinate}(${name}:)`, Math.max(...added));
      }
      for (const [filter, input] of inputsOf(field, 'filter')) {
        const values = (count: number) => Array.from({ length: count }, (_, index) => String(index));
        const ofValues = times.map(
          (count) => (calls({ first, filter: { [filter]: { in: values(count) } } }, page) - base) / count,
        );
        if ('in' in inputFieldsOf(input.type)) {
          add(`${getNamedType(input.type).name}.in`, Math.ceil(Math.max(...ofValues)));
        }
      }
    }
  }
  return weights;
}

/** Arguments of a connection, by the names of those that it has besides the size of its page. */
function argumentsOfList(size: number, names: readonly (typeof listArguments)[number][]): RawArgs {
  // Rows that begin in the middle of a page of the platform are on two of its pages.
  const values = { after: 'a cursor', before: 'a cursor', offset: 1, last: size, search: 'a text' };
  const given = Object.fromEntries(names.map((name) => [name, values[name]]));
  return names.includes('last') ? given : { first: size, ...given };
}

function subsetsOf<Item>([first, ...others]: readonly Item[]): Item[][] {
  if (first === undefined) return [[]];
  return subsetsOf(others).flatMap((subset) => [subset, [first, ...subset]]);
}

/** The size of the list that a field gives, itself or by its connection; undefined if it gives none. */
export function listSizeOf(
  { type, args, extensions }: GraphQLField<unknown, unknown>,
  parent: GraphQLNamedType,
): ListSize | undefined {
  const { listSize, items }: CostExtensions & RawArgs = extensions;
  if (listSize) return listSize;
  if ('pageInfo' in fieldsOf(getNamedType(type))) {
    return { assumedSize: defaultPageSize, slicingArguments: ['first', 'last'], sizedFields: ['edges', 'nodes'] };
  }
  if ('pageInfo' in fieldsOf(parent) || !isListType(getNullableType(type))) return undefined;
  const slicing = args.filter(({ type: sent, name }) => name === 'pages' && !isListType(sent)).map(({ name }) => name);
  const assumedSize = typeof items === 'number' ? items : assumedItems;
  return { assumedSize, slicingArguments: slicing, sizedFields: [] };
}

type Selected = (...path: readonly string[]) => readonly string[];

function callsOf(schema: GraphQLSchema, context: CostEnvironment, cost: FieldCost) {
  return (args: RawArgs, selected: Selected): number => {
    const perObject = times.map((count) => {
      const estimate = new CostEstimate();
      cost({ args, times: count, schema, context, estimate, selected });
      return estimate.total(context.rowsOf) / count;
    });
    return Math.ceil(Math.max(...perObject));
  };
}

const noFields: Selected = () => [];

/** All fields of a type, and at a path those of the type there. */
function allFields(type: GraphQLNamedType, except: readonly string[] = []): Selected {
  return (...path) => {
    const at = path.reduce<GraphQLNamedType | undefined>(
      (parent, name) => parent && getNamedType(fieldsOf(parent)[name]?.type),
      type,
    );
    return Object.keys(at ? fieldsOf(at) : {}).filter((name) => !except.includes(name));
  };
}

/** The arguments with which the costs of fields differ: each key of `by`, and lists of one item in `input`. */
function argumentsOf(field: GraphQLField<unknown, unknown>): RawArgs[] {
  const keys = inputsOf(field, 'by').map(([name]) => ({ by: { [name]: 'a key' } }));
  const lists = inputsOf(field, 'input').filter(([, { type }]) => isListType(getNullableType(type)));
  return [{ input: Object.fromEntries(lists.map(([name]) => [name, ['an item']])) }, ...keys];
}

function inputsOf({ args }: GraphQLField<unknown, unknown>, argument: string): [string, GraphQLInputField][] {
  const found = args.find(({ name }) => name === argument);
  return found ? Object.entries(inputFieldsOf(found.type)) : [];
}

function inputFieldsOf(type: GraphQLInputField['type']): Readonly<Record<string, GraphQLInputField>> {
  const named = getNamedType(type);
  return isInputObjectType(named) ? named.getFields() : {};
}

function fieldsOf(type: GraphQLNamedType): Readonly<Record<string, GraphQLField<unknown, unknown>>> {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
}
