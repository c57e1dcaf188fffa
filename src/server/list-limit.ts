import { GraphQLError } from 'graphql';

/** The error of variables with a list of more than `most` items, if there is one. */
export function longList(variables: unknown, most: number): GraphQLError | undefined {
  const left = [variables];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value) && value.length > most) return tooLong(value.length, most);
    for (const item of Object.values(value)) left.push(item);
  }
  return undefined;
}

/** The error of a list with so many items. */
export function tooLong(items: number, most: number): GraphQLError {
  const message = `A list may have ${most} items at most, and one has ${items}. Send the others in further requests.`;
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
