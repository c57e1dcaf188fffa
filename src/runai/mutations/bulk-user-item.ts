import { builder } from '../../graph/builder.ts';
import { type BulkItem, indexOfItem, refuseRepeated } from '../../graph/bulk.ts';
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

/**
 * The users that a plural mutation names: a user who is named twice would be changed twice, and the second change refused.
 * @throws {InvalidInputError} if a user is named twice, by whichever of its ids
 */
export function eachUserOnce(userIds: readonly string[]): readonly string[] {
  const own = userIds.map((sent) => {
    const { typename, id } = parseGlobalId(sent);
    return typename === 'User' ? id : sent;
  });
  refuseRepeated('userIds', own, 'must name each user once');
  return userIds;
}
