import type { ObjectRef } from '@pothos/core';
import type { Selection } from '@pothos/plugin-federation';
import { encodeGlobalID, resolveNodes } from '@pothos/plugin-relay';
import { builder } from './builder.ts';
import { localId } from './global-id.ts';
import { isText, malformed } from './representation.ts';

/**
 * Makes a node an entity, which a gateway finds as `node` does (Apollo Federation subgraph specification, "@key").
 * @param ownKey the field with the id that the platform gave, where that alone leads to the object
 */
export function nodeEntity<Row extends object>(
  ref: ObjectRef<typeof builder.$inferSchemaTypes, Row>,
  ownKey?: Selection<object>,
): void {
  const own = ownKey ? [ownKey] : [];
  const key: Selection<object>[] = [builder.selection<{ id: string }>('id'), ...own];
  builder.asEntity(ref, {
    key,
    resolveReference: async (representation, context, info) => {
      const values: { id?: unknown } & Readonly<Record<string, unknown>> = { ...representation };
      const [ownId] = own.map(({ selection }) => values[selection]);
      const id = isText(ownId) ? encodeGlobalID(ref.name, ownId) : values.id;
      if (!isText(id)) throw malformed(ref.name, key.map(({ selection }) => selection).join(', '));
      const [node] = await resolveNodes(builder, context, info, [{ typename: ref.name, id: localId(ref.name, id) }]);
      return node as Row;
    },
  });
}
