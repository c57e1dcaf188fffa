/** What the facade reads of an OpenAPI 3.0 document. */

export interface Document {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly components?: {
    readonly parameters?: Readonly<Record<string, Parameter>>;
    readonly schemas?: Readonly<Record<string, Schema>>;
  };
}
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
}
export interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly explode?: boolean;
}
export interface DocumentedOperation {
  readonly operationId?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: object;
  readonly responses?: Readonly<Record<string, DocumentedResponse>>;
}

export interface DocumentedResponse {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
  /** What the platform's own document declares, where the contract declares what servers send. */
  readonly 'x-declared-type'?: string;
}
