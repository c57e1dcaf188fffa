import { type GraphQLSchema, isObjectType, parse, print, printSchema, visit } from 'graphql';
import { semanticNonNullDirective } from './semantic-non-null.ts';

/** The schema as clients read it, in text: with the directive that tells which nulls mean an error. */
export function printClient(schema: GraphQLSchema): string {
  const marked = visit(parse(printSchema(schema)), {
    ObjectTypeDefinition(node) {
      const type = schema.getType(node.name.value);
      // The builder keeps directives on the nodes of types, not on those of fields.
      const fields = isObjectType(type) ? (type.astNode?.fields ?? []) : [];
      const marks = new Map(fields.map(({ name, directives = [] }) => [name.value, directives.filter(isMark)]));
      return {
        ...node,
        fields: node.fields?.map((field) => ({
          ...field,
          directives: [...(field.directives ?? []), ...(marks.get(field.name.value) ?? [])],
        })),
      };
    },
  });
  return print(marked);
}

const isMark = ({ name }: { readonly name: { readonly value: string } }) =>
  name.value === semanticNonNullDirective.name;
