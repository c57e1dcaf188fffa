import { readFileSync } from 'node:fs';
import { Ajv, type Options, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { InvalidInputError, type Issue } from './errors.ts';

/** One REST operation, as its contract states it. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  /** The path with its parameters in braces: `/api/v1/users/{userId}`. */
  readonly template: string;
  /** Query parameters whose values are repeated (`a=1&a=2`) instead of joined (`a=1,2`): OpenAPI's `explode`. */
  readonly repeated: ReadonlySet<string>;
  /** Whether a body of a 2xx answer is what the contract declares. Absent where no body is declared. */
  readonly accepts?: (body: unknown) => boolean;
  /** Whether that body is an array. */
  readonly lists: boolean;
  /** Whether the platform's own document declares no body, so that an answer without one is as good. */
  readonly mayBeVoid: boolean;
  /** Whether a call changes nothing, so that it may be shared and repeated. */
  readonly safe: boolean;
  /** Whether the contract declares the answer 303. */
  readonly redirects: boolean;
  /** @throws {InvalidInputError} with an issue for each rule of the contract that the request body breaks */
  readonly check: (body: unknown) => void;
}

/** The operations of one version of a platform, read from its OpenAPI document. */
export interface Contract {
  readonly version: string;
  /** The operation, or undefined where this version has none of that name. */
  operation(id: string): Operation | undefined;
}

interface Document {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly components?: {
    readonly parameters?: Readonly<Record<string, Parameter>>;
    readonly schemas?: Readonly<Record<string, Schema>>;
  };
}
interface Schema {
  readonly $ref?: string;
  readonly type?: string;
}
interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly explode?: boolean;
}
interface DocumentedOperation {
  readonly operationId?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: object;
  readonly responses?: Readonly<Record<string, DocumentedResponse>>;
}

interface DocumentedResponse {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
  /** What the platform's own document declares, where the contract declares what servers send. */
  readonly 'x-declared-type'?: string;
}

const json = 'application/json';

/**
 * Reads an OpenAPI 3.0 document of `schema/rest/`. Its schemas become validators when first used.
 * @param name the file's name without `.openapi.json`
 * @param safe operations that change nothing, apart from every GET
 */
export function loadContract(name: string, safe: readonly string[] = []): Contract {
  const document: Document = JSON.parse(
    readFileSync(new URL(`../../schema/rest/${name}.openapi.json`, import.meta.url), 'utf8'),
  );
  // All broken rules help a person who typed an input; of a bad answer, the first says enough.
  const inputs = validators(name, document, { allErrors: true });
  const answers = validators(name, document, { allErrors: false });

  const { parameters: sharedParameters, schemas } = document.components ?? {};
  const resolve = (parameter: Parameter) => sharedParameters?.[nameIn(parameter)] ?? parameter;
  const isArray = (schema: Schema = {}) => (schemas?.[nameIn(schema)] ?? schema).type === 'array';

  const operations = new Map<string, Operation>();
  for (const [template, methods] of Object.entries(document.paths)) {
    for (const [method, { operationId, parameters = [], requestBody, responses = {} }] of Object.entries(methods)) {
      if (!operationId) continue;
      const at = `/paths/${pointer(template)}/${method}`;
      const success = Object.keys(responses).find(
        (status) => status.startsWith('2') && responses[status]?.content?.[json],
      );
      const accepted = answers(`${at}/responses/${success}/content/${pointer(json)}/schema`);
      const asked = inputs(`${at}/requestBody/content/${pointer(json)}/schema`);
      operations.set(operationId, {
        id: operationId,
        method: method.toUpperCase(),
        template,
        repeated: new Set(parameters.map(resolve).flatMap(({ name, explode = true }) => (explode ? [name] : []))),
        safe: method === 'get' || safe.includes(operationId),
        redirects: '303' in responses,
        lists: isArray(responses[success ?? '']?.content?.[json]?.schema),
        mayBeVoid: responses[success ?? '']?.['x-declared-type'] === 'void',
        ...(success && { accepts: (body) => accepted()(body) }),
        check: (body) => {
          if (requestBody) check(asked(), body);
        },
      });
    }
  }
  return { version: document.info.version, operation: (id) => operations.get(id) };
}

/** The name of the component that stands in this place; empty where the thing itself does. */
const nameIn = ({ $ref = '' }: { readonly $ref?: string }) => $ref.split('/').at(-1) ?? '';

/** A function that gives the validator of the schema at a JSON pointer, each compiled when first asked for. */
function validators(name: string, document: Document, options: Options): (at: string) => () => ValidateFunction {
  const ajv = new Ajv({ strict: false, schemas: { [name]: document }, ...options });
  formats.default(ajv, { mode: 'fast', formats: ['date-time', 'int32', 'int64', 'uuid'] });
  return (at) => {
    let found: ValidateFunction | undefined;
    return () => {
      found ??= ajv.getSchema(`${name}#${at}`);
      if (!found) throw new Error(`${name}: no schema at ${at}`);
      return found;
    };
  };
}

function check(validate: ValidateFunction, body: unknown): void {
  if (validate(body)) return;
  const issues: Issue[] = (validate.errors ?? []).map(({ instancePath, message, params }) => ({
    path: [...instancePath.split('/').slice(1), ...(params.missingProperty ? [params.missingProperty] : [])].join('.'),
    message: message ?? 'is not valid',
  }));
  const rules = issues.map(({ path, message }) => `"${path}" ${message}`).join('; ');
  throw new InvalidInputError(`The input is not valid: ${rules}.`, issues);
}

/** A JSON pointer's segment, as a URI fragment (RFC 6901 §3, §6). */
const pointer = (segment: string) => encodeURIComponent(segment.replaceAll('~', '~0').replaceAll('/', '~1'));
