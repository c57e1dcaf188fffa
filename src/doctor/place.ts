import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { costOfField } from '../cost/cost-of-field.ts';
import { ConfigError } from '../settings/read.ts';

export type Field = GraphQLField<unknown, unknown>;
export type Row = Readonly<Record<string, unknown>>;

/** Where objects of a type are found in the graph. */
export interface Place {
  readonly type: GraphQLObjectType;
  /** The names that lead to the objects in an answer. */
  readonly path: readonly string[];
  /** The document that reads a selection of the objects. @param rows of the outermost list, at most */
  document(selection: string, rows: number): string;
}

/** Rows that are read for a field that costs calls of its own. */
export const fewRows = 3;

/** Where everything begins. */
export const rootOf = (type: GraphQLObjectType): Place => ({
  type,
  path: [],
  document: (selection) => `{ ${selection} }`,
});

/** Whether a field gives a Relay connection. */
export const isConnection = ({ type }: Field) => 'pageInfo' in fieldsOf(getNamedType(type));

/** Whether a field cannot be asked without a key, or another argument. */
export const isKeyed = ({ args }: Field) => args.some(isRequiredArgument);

/** The type of what a field gives: of the rows, where that is a connection. */
export function rowTypeOf(field: Field): GraphQLNamedType {
  const named = getNamedType(field.type);
  const nodes = isConnection(field) ? fieldsOf(named).nodes : undefined;
  return nodes ? getNamedType(nodes.type) : named;
}

/** The field as a document selects it. @param args GraphQL text of its arguments, without those of paging */
export function fieldText(field: Field, args: readonly string[], selection: string, rows: number): string {
  const pages = isConnection(field) && !args.some((arg) => arg.startsWith('last:')) ? [`first: ${rows}`] : [];
  const list = [...args, ...pages].join(', ');
  const called = list ? `${field.name}(${list})` : field.name;
  if (!selection) return called;
  return isConnection(field) ? `${called} { nodes { ${selection} } }` : `${called} { ${selection} }`;
}

/** The names that lead to what a field gives. */
export const pathBelow = ({ path }: Place, field: Field): readonly string[] => [
  ...path,
  field.name,
  ...(isConnection(field) ? ['nodes'] : []),
];

/** The place of the objects that a field gives. */
export function placeBelow(place: Place, field: Field, args: readonly string[], type: GraphQLObjectType): Place {
  const isRoot = place.path.length === 0;
  return {
    type,
    path: pathBelow(place, field),
    document: (selection, rows) => place.document(fieldText(field, args, selection, isRoot ? rows : fewRows), rows),
  };
}

/** The fields of an object that come with it: scalars that cost no call of their own. */
export const ownFields = (schema: GraphQLSchema, type: GraphQLNamedType): readonly string[] =>
  Object.values(fieldsOf(type))
    .filter((field) => isLeafType(getNamedType(field.type)) && field.args.length === 0)
    .filter((field) => !costOfField(schema, type, field).cost)
    .map(({ name }) => name);

/** The objects at a path of an answer. */
export function objectsAt(data: unknown, [name, ...rest]: readonly string[]): readonly Row[] {
  if (Array.isArray(data)) return data.flatMap((item) => objectsAt(item, name === undefined ? [] : [name, ...rest]));
  if (!isRow(data)) return [];
  return name === undefined ? [data] : objectsAt(data[name], rest);
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null;

/** Whether a field gave nothing: null, or a connection without rows. */
export const isNothing = (value: unknown) =>
  value === null || (isRow(value) && Array.isArray(value.nodes) && value.nodes.length === 0);

function fieldsOf(type: GraphQLNamedType | undefined): Readonly<Record<string, Field>> {
  return type && isObjectType(type) ? type.getFields() : {};
}

/**
 * The field with the id that the platform gave an object of a type: `serviceAccountId` of a `KestraServiceAccount`.
 * @throws {ConfigError} for what is no type of objects: somebody named it
 */
export function ownIdOf(schema: GraphQLSchema, typename: string): string {
  const fields = Object.keys(fieldsOf(schema.getType(typename)));
  if (fields.length === 0) throw new ConfigError(`--ids names the type ${typename}, which the graph does not have.`);
  return (
    fields.find((name) => /.Id$/.test(name) && typename.toLowerCase().endsWith(name.slice(0, -2).toLowerCase())) ?? 'id'
  );
}

/** What a report calls the field of a type; a root field has its name alone. */
export const labelOf = (schema: GraphQLSchema, type: GraphQLNamedType, field: string) =>
  type === schema.getQueryType() ? field : `${type.name}.${field}`;

/**
 * The field that an error belongs to, by its path: the deepest one that is not of a connection.
 * @param names what documents call fields otherwise
 */
export function ownerOf(
  schema: GraphQLSchema,
  path: readonly (string | number)[],
  names: ReadonlyMap<string, string>,
): string {
  let type: GraphQLNamedType | undefined = schema.getQueryType() ?? undefined;
  let owner = '';
  for (const step of path) {
    if (typeof step === 'number' || !type) continue;
    const label = labelOf(schema, type, step);
    const isOfConnection = 'pageInfo' in fieldsOf(type) || 'cursor' in fieldsOf(type);
    if (!isOfConnection) owner = names.get(label) ?? label;
    else if (step === 'totalCount') owner = `${owner}.totalCount`;
    const field: Field | undefined = fieldsOf(type)[step];
    type = field && getNamedType(field.type);
  }
  return owner;
}
