/** The id of an object that only the ids of its owners lead to: these first, its own last. */
export const joinId = (...ids: readonly string[]): string => JSON.stringify(ids);

/** The ids in such an id; empty for any other text. */
export function splitId(id: string): readonly string[] {
  try {
    const ids: unknown = JSON.parse(id);
    return Array.isArray(ids) && ids.every((part) => typeof part === 'string' && part !== '') ? ids : [];
  } catch {
    return [];
  }
}
