import { type GraphQLSchema, isObjectType, parse, print, printSchema, visit } from 'graphql';
import { semanticNonNullDirective } from './semantic-non-null.ts';

/** The SDL of the graph for clients, with `@semanticNonNull`, which `printSchema` omits. */
export function printClient(schema: GraphQLSchema): string {
  const marked = visit(parse(printSchema(schema)), {
    ObjectTypeDefinition(node) {
      const type = schema.getType(node.name.value);
      // The builder adds directives to the AST nodes of types only, which hold those of their fields.
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
