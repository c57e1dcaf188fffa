import type { DocumentNode } from 'graphql';

/** What names an operation of a document. */
export interface Named {
  readonly document: DocumentNode;
  readonly operationName?: string | null;
}

/** What is known of operations, for as long as their documents are kept. */
export class PerOperation<Known> {
  readonly #documents = new WeakMap<DocumentNode, Map<string, Known>>();

  get({ document, operationName }: Named): Known | undefined {
    return this.#documents.get(document)?.get(operationName ?? '');
  }

  set({ document, operationName }: Named, known: Known): void {
    const operations = this.#documents.get(document) ?? new Map<string, Known>();
    this.#documents.set(document, operations.set(operationName ?? '', known));
  }
}
