import SchemaBuilder from '@pothos/core';
import DirectivesPlugin from '@pothos/plugin-directives';
import FederationPlugin from '@pothos/plugin-federation';
import { graphql } from 'graphql';
import { expect, test } from 'vitest';
import { isolateEntities } from '../../src/graph/federation.ts';
import { describeSubgraph } from '../../src/graph/subgraph-sdl.ts';

/*
 * The assertions of Apollo's subgraph compatibility suite on the products of its reference subgraph, put to our wiring:
 * our own graph has no composite key and hides nothing, but what builds it must be able to.
 */

interface Product {
  readonly id: string;
  readonly sku: string;
  readonly package: string;
  readonly variation: { readonly id: string };
  readonly notes: string;
}

const products: readonly Product[] = [
  { id: 'apollo-federation', sku: 'federation', package: '@apollo/federation', variation: { id: 'OSS' }, notes: 'a' },
  { id: 'apollo-studio', sku: 'studio', package: '', variation: { id: 'platform' }, notes: 'b' },
];

const builder = new SchemaBuilder<{ DefaultFieldNullability: false }>({
  plugins: [DirectivesPlugin, FederationPlugin],
  defaultFieldNullability: false,
});

const Variation = builder.objectRef<Product['variation']>('Variation').implement({
  shareable: true,
  fields: (t) => ({ id: t.exposeID('id', {}) }),
});
const ProductType = builder.objectRef<Product>('Product').implement({
  fields: (t) => ({
    id: t.exposeID('id', {}),
    sku: t.exposeString('sku', {}),
    package: t.exposeString('package', { tag: 'internal' }),
    variation: t.expose('variation', { type: Variation }),
    notes: t.exposeString('notes', { inaccessible: true }),
  }),
});
builder.asEntity(ProductType, {
  key: [
    builder.selection<{ id: string }>('id'),
    builder.selection<{ sku: string; package: string }>('sku package'),
    builder.selection<{ sku: string; variation: { id: string } }>('sku variation { id }'),
  ],
  resolveReference: async (reference) =>
    products.find(
      (product) =>
        ('id' in reference && product.id === reference.id) ||
        ('package' in reference && product.sku === reference.sku && product.package === reference.package) ||
        ('variation' in reference && product.sku === reference.sku && product.variation.id === reference.variation.id),
    ) ?? null,
});
builder.queryType({
  fields: (t) => ({ product: t.field({ type: ProductType, nullable: true, resolve: () => products[0] }) }),
});

const schema = describeSubgraph(
  isolateEntities(
    builder.toSubGraphSchema({
      linkUrl: 'https://specs.apollo.dev/federation/v2.9',
      federationDirectives: ['@key', '@shareable', '@tag', '@inaccessible'],
    }),
  ),
);

async function ask(source: string, variableValues: Record<string, unknown> = {}) {
  const { data, errors } = await graphql({
    schema,
    source,
    variableValues,
    contextValue: { params: { variables: variableValues } },
  });
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
}

test('_service tells @link, @shareable, @tag, @inaccessible and every @key', async () => {
  const { _service } = (await ask('{ _service { sdl } }')) as { _service: { sdl: string } };
  const sdl = _service.sdl.replaceAll(/\s+/g, ' ');
  expect(sdl).toContain(
    '@link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@tag", "@inaccessible"])',
  );
  expect(sdl).toContain('type Variation @shareable');
  expect(sdl).toContain('package: String! @tag(name: "internal")');
  expect(sdl).toContain('notes: String! @inaccessible');
  expect(sdl).toContain(
    'type Product @key(fields: "id") @key(fields: "sku package") @key(fields: "sku variation { id }")',
  );
});

test('what is @tag and @inaccessible can still be asked for here', async () => {
  expect(await ask('{ product { package notes } }')).toEqual({
    product: { package: '@apollo/federation', notes: 'a' },
  });
});

test.each([
  ['a single key', { id: 'apollo-federation' }],
  ['one of multiple keys', { sku: 'federation', package: '@apollo/federation' }],
  ['a composite key', { sku: 'federation', variation: { id: 'OSS' } }],
])('_entities resolves %s', async (_, key) => {
  const document =
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Product { id sku variation { id } } } }';
  const { _entities } = await ask(document, { representations: [{ __typename: 'Product', ...key }] });
  expect(_entities).toEqual([{ id: 'apollo-federation', sku: 'federation', variation: { id: 'OSS' } }]);
});
