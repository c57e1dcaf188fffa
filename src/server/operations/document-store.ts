import { type DocumentNode, type GraphQLSchema, getOperationAST } from 'graphql';
import { LRUCache } from 'lru-cache';
import { Operation } from './operation.ts';

/** Characters of the longest text that is kept, and of all together. */
const longest = 20_000;
const mostCharacters = 500_000;

/** A document as a client sent it, and what is known of it. */
export class DocumentRecord {
  readonly #schema: GraphQLSchema;
  readonly #operations = new Map<string, Operation>();
  /** The syntax tree, or why there is none; undefined until the text was parsed. */
  parsed: DocumentNode | Error | undefined;
  /** What validation found, every limit included; undefined until the document was validated. */
  validationErrors: readonly Error[] | undefined;

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** Whether its operations may be executed as far as the document decides. */
  get isValid(): boolean {
    return this.validationErrors?.length === 0;
  }

  /** The operation of this name; undefined if the document has none, or where a name is needed and missing. */
  operation(name: string | null | undefined): Operation | undefined {
    const known = this.#operations.get(name ?? '');
    if (known || !this.parsed || this.parsed instanceof Error) return known;
    const definition = getOperationAST(this.parsed, name);
    if (!definition) return undefined;
    const operation = new Operation(this.#schema, this.parsed, definition);
    this.#operations.set(name ?? '', operation);
    return operation;
  }
}

/**
 * The documents that clients sent of late, each parsed, validated and planned once. The store is bounded by the length of
 * the texts, as what is made of a document (tokens, syntax tree, plans) takes up to some 200 bytes for each character, and
 * anybody may send long ones.
 */
export class DocumentStore {
  readonly #schema: GraphQLSchema;
  readonly #records = new LRUCache<string, DocumentRecord>({
    maxSize: mostCharacters,
    maxEntrySize: longest,
    sizeCalculation: (_, text) => Math.max(1, text.length),
  });

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** The record of a text, if it is kept. */
  find(text: string): DocumentRecord | undefined {
    return this.#records.get(text);
  }

  /** The record of a text: a new one where none is kept. One that is too long to be kept serves its request alone. */
  recordOf(text: string): DocumentRecord {
    const known = this.find(text);
    if (known) return known;
    const record = new DocumentRecord(this.#schema);
    this.#records.set(text, record);
    return record;
  }
}
