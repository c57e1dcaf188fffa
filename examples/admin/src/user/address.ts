/** What a user is looked up by, exactly one: the global id, the platform's, or the username. */
export type Key = { readonly id: string } | { readonly userId: string } | { readonly username: string };

/** Where the page of a user is: `/user?id=…`, `/user?userId=…` or `/user?username=…`. */
export const pageOf = (key: Key): string => `/user?${new URLSearchParams(key)}`;

/** The key as `UserBy` of the graph has it, where an id may be either. */
export const byOf = (key: Key) => ('id' in key ? { userId: key.id } : key);

/** Whose page an address is; null when it names nobody. */
export function keyOf(params: URLSearchParams): Key | null {
  const id = params.get('id');
  const userId = params.get('userId');
  const username = params.get('username');
  return id ? { id } : userId ? { userId } : username ? { username } : null;
}
