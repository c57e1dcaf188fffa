import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type FieldDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type ListValueNode,
  parse,
  parseConstValue,
  print,
  visit,
} from 'graphql';
import type { CostEnvironment } from '../cost/field-cost.ts';
import { listSizeOf, type Weights, weightsOf } from '../cost/static-costs.ts';

/**
 * Adds to the SDL of a subgraph what its fields cost in REST calls: `@cost` and `@listSize` of the specification "cost"
 * (https://specs.apollo.dev/cost/v0.1), by which a router refuses operations before it sends them. Objects cost nothing by
 * themselves; where those directives say nothing, a router counts each of them.
 * @param environment of the requests that the weights are for
 */
export function withCosts(sdl: string, schema: GraphQLSchema, environment: CostEnvironment): string {
  const weights = weightsOf(schema, environment);
  const ofField = (type: GraphQLNamedType | undefined, node: FieldDefinitionNode) => {
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    if (!type || !field) return [];
    const coordinate = `${type.name}.${field.name}`;
    // Only objects can say that they cost nothing.
    const shown = getNamedType(field.type);
    const isCounted = isCompositeType(shown) && !isObjectType(shown);
    const size = isCompositeType(shown) || weights.has(coordinate) ? listSizeOf(field, type) : undefined;
    const { slicingArguments = [], sizedFields = [], assumedSize } = size ?? {};
    return [
      ...costOf(weights, coordinate, isCounted),
      ...(size
        ? [
            directive('listSize', {
              assumedSize,
              ...(slicingArguments.length > 0 && { slicingArguments }),
              ...(sizedFields.length > 0 && { sizedFields }),
              ...(slicingArguments.length > 0 && { requireOneSlicingArgument: false }),
            }),
          ]
        : []),
    ];
  };
  return print(
    visit(parse(sdl), {
      SchemaExtension: (node) => visit(node, { ListValue: importCosts }),
      ObjectTypeDefinition: (node) => ({
        ...node,
        directives: [
          ...(node.directives ?? []),
          ...(isRoot(schema, node.name.value) ? [] : [directive('cost', { weight: 0 })]),
        ],
        fields: node.fields?.map((field) => ({
          ...field,
          arguments: field.arguments?.map((argument) => ({
            ...argument,
            directives: [
              ...(argument.directives ?? []),
              ...costOf(weights, `${node.name.value}.${field.name.value}(${argument.name.value}:)`),
            ],
          })),
          directives: [...(field.directives ?? []), ...ofField(schema.getType(node.name.value), field)],
        })),
      }),
      InputObjectTypeDefinition: (node) => ({
        ...node,
        fields: node.fields?.map((field) => ({
          ...field,
          directives: [...(field.directives ?? []), ...costOf(weights, `${node.name.value}.${field.name.value}`)],
        })),
      }),
    }),
  );
}

const imported: ConstValueNode[] = ['@cost', '@listSize'].map((value) => ({ kind: Kind.STRING, value }));

/** Names the directives among those that the SDL takes from the specification. */
const importCosts = (node: ListValueNode): ListValueNode => ({ ...node, values: [...node.values, ...imported] });

const isRoot = (schema: GraphQLSchema, name: string) =>
  [schema.getQueryType(), schema.getMutationType()].some((root) => root?.name === name);

function costOf(weights: Weights, coordinate: string, isStated = false): ConstDirectiveNode[] {
  const weight = weights.get(coordinate) ?? 0;
  return weight > 0 || isStated ? [directive('cost', { weight })] : [];
}

function directive(name: string, args: Readonly<Record<string, unknown>>): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: name },
    arguments: Object.entries(args).map(([argument, value]) => ({
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: argument },
      value: parseConstValue(JSON.stringify(value)),
    })),
  };
}
