import type { Tool } from '@modelcontextprotocol/server';
import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  print,
  separateOperations,
  TypeInfo,
  validate,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { CostEnvironment } from '../../cost/field-cost.ts';
import { Operation } from '../operations/operation.ts';
import type { TrustedDocuments } from '../operations/persisted-documents.ts';
import { inputSchemaOf } from './input-schema.ts';

/** A trusted operation that is a tool. */
export interface DocumentTool {
  readonly tool: Tool;
  /** The hash of the document in the manifest. */
  readonly documentId: string;
  readonly operation: Operation;
}

/** An operation, or a whole document, that is no tool, and why. */
export interface LeftOut {
  readonly documentId?: string;
  readonly name?: string;
  readonly reason: string;
}

export interface DocumentTools {
  /** By name. */
  readonly tools: ReadonlyMap<string, DocumentTool>;
  readonly leftOut: readonly LeftOut[];
}

/**
 * The tools that trusted documents stand for: each named query, and each mutation that is marked. Of two operations with one
 * name, as a manifest for several releases of a frontend has, the later one counts.
 * @param marked names of the mutations that may be tools
 */
export function documentTools(
  schema: GraphQLSchema,
  trusted: TrustedDocuments,
  marked: ReadonlySet<string>,
): DocumentTools {
  const tools = new Map<string, DocumentTool>();
  const leftOut: LeftOut[] = [];
  for (const [documentId, text] of trusted) {
    const document = validDocument(schema, text);
    if (!document) {
      leftOut.push({ documentId, reason: 'This graph does not have what the document asks for.' });
      continue;
    }
    for (const [name, alone] of Object.entries(separateOperations(document))) {
      const definition = alone.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
      if (!definition) continue;
      const reason = whyNoTool(schema, alone, definition, marked);
      if (reason) leftOut.push({ documentId, ...(name && { name }), reason });
      else
        tools.set(name, {
          tool: toolOf(schema, definition, name),
          documentId,
          operation: new Operation(schema, alone, definition),
        });
    }
  }
  for (const name of marked) {
    if (!tools.has(name) && !leftOut.some((left) => left.name === name)) {
      leftOut.push({ name, reason: 'No trusted document has a mutation of this name.' });
    }
  }
  return { tools, leftOut };
}

function validDocument(schema: GraphQLSchema, text: string): DocumentNode | undefined {
  try {
    const document = parse(text);
    return validate(schema, document, undefined, { maxErrors: 1 }).length === 0 ? document : undefined;
  } catch {
    return undefined;
  }
}

function whyNoTool(
  schema: GraphQLSchema,
  document: DocumentNode,
  { name, operation }: OperationDefinitionNode,
  marked: ReadonlySet<string>,
): string | undefined {
  if (!name) return 'It has no name.';
  if (operation === OperationTypeNode.MUTATION && !marked.has(name.value)) return 'MCP_MUTATIONS does not name it.';
  if (selectsSecret(schema, document)) return 'It selects a field of type Secret, which is not for a model.';
  return undefined;
}

function selectsSecret(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let found = false;
  const Field = () => {
    if (getNamedType(types.getType())?.name === 'Secret') found = true;
  };
  visit(document, visitWithTypeInfo(types, { Field }));
  return found;
}

/**
 * A tool with what it costs: the REST calls that it takes at most, as far as the caller's request can tell, with the defaults
 * of what may be left out and required numbers as large as a page may be.
 */
export function priced({ tool, operation }: DocumentTool, environment: CostEnvironment): Tool {
  const variables = (operation.definition.variableDefinitions ?? []).flatMap(({ variable, type, defaultValue }) => {
    if (defaultValue) return [[variable.name.value, valueFromASTUntyped(defaultValue)]];
    return print(type) === 'Int!' ? [[variable.name.value, environment.maxPageSize]] : [];
  });
  const { calls } = operation.cost.estimate(Object.fromEntries(variables), environment);
  const price = `Makes at most ${calls} REST ${calls === 1 ? 'call' : 'calls'}, unless optional arguments ask for more.`;
  return { ...tool, description: `${tool.description}\n${price}`, _meta: { 'users-graph/restCalls': calls } };
}

/** Any mutation may be one that destroys: its hint has the client ask a person. */
function toolOf(schema: GraphQLSchema, definition: OperationDefinitionNode, name: string): Tool {
  const isQuery = definition.operation === OperationTypeNode.QUERY;
  return {
    name,
    description: definition.description?.value ?? rootFields(schema, definition),
    inputSchema: inputSchemaOf(schema, definition),
    annotations: { readOnlyHint: isQuery, destructiveHint: !isQuery, idempotentHint: isQuery, openWorldHint: false },
  };
}

/** What the graph says of the fields that an operation without a description asks for. */
function rootFields(schema: GraphQLSchema, { operation, selectionSet }: OperationDefinitionNode): string {
  const fields = schema.getRootType(operation)?.getFields();
  const names = selectionSet.selections.flatMap((node) => (node.kind === Kind.FIELD ? [node.name.value] : []));
  return [...new Set(names)].flatMap((name) => fields?.[name]?.description ?? []).join('\n');
}
