import { readFileSync } from 'node:fs';
import { buildSchema, introspectionFromSchema } from 'graphql';

/** The graph as urql's cache wants it. In a bundle, take it from `@urql/introspection`. */
export const introspection = introspectionFromSchema(
  buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8')),
);

/** Which types an interface or a union stands for, as Apollo's cache wants it. In a bundle, take it from codegen's `fragment-matcher`. */
export const possibleTypes = Object.fromEntries(
  introspection.__schema.types.flatMap((type) =>
    type.kind === 'UNION' || type.kind === 'INTERFACE' ? [[type.name, type.possibleTypes.map(({ name }) => name)]] : [],
  ),
);

/** The types that have no id, as urql's cache wants them: their values belong to the object that shows them. */
export const embeddedTypes = Object.fromEntries(
  introspection.__schema.types.flatMap((type) =>
    type.kind === 'OBJECT' && !type.fields.some(({ name }) => name === 'id') ? [[type.name, () => null]] : [],
  ),
);
