import type { GraphQLParams } from 'graphql-yoga';

/** The parameters of one operation, with nulls left out. */
export type Params = GraphQLParams & { readonly documentId?: unknown };

const names = new Set(['query', 'variables', 'operationName', 'extensions', 'documentId']);

/** The parameters in a body; undefined for a batch, and for anything that Yoga would refuse. */
export function readParams(body: string): Params | undefined {
  const params = parsed(body);
  if (!isObject(params)) return undefined;
  for (const name of Object.keys(params)) if (!names.has(name)) return undefined;
  const { query, variables, operationName, extensions, documentId } = params;
  if (!isAbsent(query) && typeof query !== 'string') return undefined;
  if (!isAbsent(operationName) && typeof operationName !== 'string') return undefined;
  if (!isAbsent(variables) && !isObject(variables)) return undefined;
  if (!isAbsent(extensions) && !isObject(extensions)) return undefined;
  return {
    query: query ?? undefined,
    variables: variables ?? undefined,
    // Some clients send "" for no name.
    operationName: operationName || undefined,
    extensions: extensions ?? undefined,
    documentId,
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined;
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
