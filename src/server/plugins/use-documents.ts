import type { Plugin } from 'graphql-yoga';
import type { DocumentRecord, DocumentStore } from '../operations/document-store.ts';

/** What later plugins find in the context of an operation. */
export interface ParsedDocument {
  readonly document: DocumentRecord;
}

/**
 * Has Yoga parse and validate a document once, as long as its record is kept. What limits throw while they validate is not
 * kept, as the document is not valid then.
 */
export function useDocuments(documents: DocumentStore): Plugin<Partial<ParsedDocument>> {
  return {
    onParse({ params: { source }, extendContext, setParsedDocument }) {
      const document = documents.recordOf(source.toString());
      extendContext({ document });
      const { parsed } = document;
      if (parsed instanceof Error) throw parsed;
      if (parsed) setParsedDocument(parsed);
      return ({ result }) => {
        if (result) document.parsed = result;
      };
    },
    onValidate({ context: { document }, setResult }) {
      if (document?.validationErrors) setResult(document.validationErrors);
      return ({ result }) => {
        if (document) document.validationErrors = result;
      };
    },
  };
}
