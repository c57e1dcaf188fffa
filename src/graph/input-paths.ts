import {
  type GraphQLInputType,
  type GraphQLResolveInfo,
  getNullableType,
  isInputObjectType,
  isListType,
} from 'graphql';
import { objectOf, type RawArgs } from '../cost/field-cost.ts';
import { ConflictError, InvalidInputError, type Issue } from '../errors.ts';

/** How the issues of a platform fit the arguments of a field: in the `extensions` of the field. */
export type InputPaths = {
  /** The names in the input for those of the platform that differ. */
  readonly inputNames?: Readonly<Record<string, string>>;
  /** The values that must be unique on the platform: of a conflict, the one that the input holds is the reason. */
  readonly uniqueInputs?: readonly string[];
};

/**
 * Moves the issues of an error to where their values stand in the input, and names the value that a conflict is about.
 * @param input the input, or the item of it that the change was about
 * @param at the path of that item
 */
export function placeIssues(
  error: unknown,
  info: GraphQLResolveInfo,
  input: unknown,
  at: readonly string[] = [],
): void {
  const field = info.parentType.getFields()[info.fieldName];
  const { inputNames = {}, uniqueInputs = [] }: InputPaths & RawArgs = field?.extensions ?? {};
  if (error instanceof ConflictError) {
    const given = uniqueInputs.filter((name) => objectOf(input)[name] != null);
    error.issues = given.length === 1 ? given.map((name) => taken([...at, name])) : [];
  } else if (error instanceof InvalidInputError) {
    const fields = field ? inputFields(field.args) : {};
    error.issues = error.issues.map((issue) => {
      const path = issue.path.map((name, index) => (index === 0 ? (inputNames[name] ?? name) : name));
      return { ...issue, path: knownPart(fields, [...at, ...path]) };
    });
  }
}

const taken = (path: readonly string[]): Issue => ({ path, code: 'TAKEN', message: 'is taken' });

type Fields = Readonly<Record<string, { readonly type: GraphQLInputType }>>;

/** The fields of the argument `input`; of a field without it, the arguments. */
function inputFields(args: readonly { readonly name: string; readonly type: GraphQLInputType }[]): Fields {
  const input = getNullableType(args.find(({ name }) => name === 'input')?.type);
  return isInputObjectType(input) ? input.getFields() : Object.fromEntries(args.map((arg) => [arg.name, arg]));
}

/** The part of a path that the input has: a platform may name what the graph fills in by itself. */
function knownPart(fields: Fields, [name, ...rest]: readonly string[]): string[] {
  const field = name === undefined ? undefined : fields[name];
  return name === undefined || field === undefined ? [] : [name, ...knownBelow(field.type, rest)];
}

function knownBelow(type: GraphQLInputType, path: readonly string[]): string[] {
  const nullable = getNullableType(type);
  if (isInputObjectType(nullable)) return knownPart(nullable.getFields(), path);
  const [index, ...rest] = path;
  return isListType(nullable) && index !== undefined && /^\d+$/.test(index)
    ? [index, ...knownBelow(nullable.ofType, rest)]
    : [];
}
