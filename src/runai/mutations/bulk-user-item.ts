import { builder } from '../../graph/builder.ts';
import { type BulkItem, indexOfItem } from '../../graph/bulk.ts';
import { parseGlobalId } from '../../graph/global-id.ts';

/** An item of a plural mutation of users, which the input names by their ids. It still lacks its `result`. */
export const bulkUserItem = <Result>(name: string, description: string) =>
  builder.objectRef<BulkItem<string, Result>>(name).implement({
    description,
    fields: (t) => ({
      index: t.exposeInt('index', { description: indexOfItem }),
      userId: t.id({
        description: 'The id that Run:ai gave the user; the value of the input if that is not the id of a user.',
        resolve: ({ item }) => parseGlobalId(item).id,
      }),
    }),
  });
