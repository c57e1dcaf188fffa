/** A user's name, or what stands for one that the platform did not send as it should. */
export const nameOf = ({ username, id }: { readonly username: string | null; readonly id: string }): string =>
  username ?? `User ${id}`;

/** The items of a list that could be read: an item that is null failed, and the error at its place says why. */
export const readable = <Item>(items: readonly (Item | null)[]): Item[] => items.filter((item) => item !== null);
