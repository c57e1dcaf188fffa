/** What one request may carry. */
export const limits = {
  /** Bytes of a body. */
  body: 1_000_000,
  /** Operations of one batched request. */
  batch: 10,
  depth: 15,
  aliases: 200,
  directives: 50,
  tokens: 10_000,
  /** Lines of a document: each error counts them again, to say where it is. */
  lines: 10_000,
  /** Levels of brackets within brackets. */
  nesting: 200,
  /** Characters of a name in a document: it is repeated in answers and errors, once for every row. */
  name: 100,
  /** Fields of a document with its fragments expanded. */
  unfolded: 10_000,
  /** Fields of all answers to one request, multiplied by page sizes. */
  fields: 85_000,
} as const;
