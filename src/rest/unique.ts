/** Rows, each once: pages that are read while the list changes may show a row twice. */
export function unique<Row>(rows: readonly Row[], idOf: (row: Row) => unknown): Row[] {
  const seen = new Set<unknown>();
  return rows.filter((row) => seen.size < seen.add(idOf(row)).size);
}
