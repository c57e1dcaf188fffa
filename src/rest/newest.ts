/** Drops the oldest entries of a map or set until it holds no more than `most`. */
export function keepNewest<Key>(entries: Pick<Map<Key, unknown>, 'keys' | 'size' | 'delete'>, most: number): void {
  for (const oldest of entries.keys()) {
    if (entries.size <= most) return;
    entries.delete(oldest);
  }
}
