import { type GraphQLNamedType, getNamedType, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { ServedPlatform } from '../../platform.ts';
import type { Operation } from './operation.ts';

type Named = Pick<ServedPlatform, 'name' | 'userType'>;

/** Root fields that return objects of any platform. */
const ofAny: ReadonlySet<string> = new Set(['node', 'nodes', '_entities']);

/**
 * Tells the names of the platforms that an operation may ask, by its root fields, whose names begin with the platform's as
 * those of its types do, and by the fields that lead to the users of another platform. It reads an operation once.
 */
export function platformsAskedOf(platforms: readonly Named[]): (operation: Operation) => ReadonlySet<string> {
  const known = new WeakMap<Operation, ReadonlySet<string>>();
  return (operation) => {
    const asked = known.get(operation) ?? platformsAsked(operation, platforms);
    known.set(operation, asked);
    return asked;
  };
}

function platformsAsked({ schema, document, definition }: Operation, platforms: readonly Named[]): ReadonlySet<string> {
  const asked = new Set<string>();
  const types = new TypeInfo(schema);
  const roots: readonly unknown[] = [schema.getQueryType(), schema.getMutationType()];
  const note = (field: string, parent: unknown, type: GraphQLNamedType | undefined) => {
    if (field.startsWith('_') && !ofAny.has(field)) return;
    if (!roots.includes(parent)) {
      for (const { name, userType } of platforms) if (userType === type?.name) asked.add(name);
    } else if (ofAny.has(field)) for (const { name } of platforms) asked.add(name);
    else for (const { name } of ownersOf(field, platforms)) asked.add(name);
  };
  const visitor = visitWithTypeInfo(types, {
    OperationDefinition: (node) => (node === definition ? undefined : false),
    Field: ({ name: { value } }) => note(value, types.getParentType(), getNamedType(types.getType())),
  });
  visit(document, visitor);
  return asked;
}

/** The platform whose prefix a name contains; else the one whose names are bare. */
function ownersOf(field: string, platforms: readonly Named[]): readonly Named[] {
  const prefixOf = ({ userType }: Named) => userType.replace(/User$/, '').toLowerCase();
  const named = platforms.filter((platform) => prefixOf(platform) && field.toLowerCase().includes(prefixOf(platform)));
  return named.length > 0 ? named : platforms.filter((platform) => prefixOf(platform) === '');
}
