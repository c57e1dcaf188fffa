import { readFileSync } from 'node:fs';
import formats from 'ajv-formats';
import { type Document, OpenAPIBackend, type Operation } from 'openapi-backend';

/** One thing that a contract has against a request. */
export interface Problem {
  /** Where: `query`, `query.limit`, `body.email`, `path.userId`. */
  readonly at: string;
  /** A required thing is not there. */
  readonly missing: boolean;
  readonly message: string;
}

/** A request in the parts that a contract reads. */
export interface RawRequest {
  readonly method: string;
  /** Percent-encoded, without the query. */
  readonly path: string;
  readonly query: string;
  readonly contentType: string;
  readonly body: string;
}

/** The parts of a request after the contract has seen them; to be trusted only when there are no problems. */
export interface CheckedRequest {
  readonly problems: readonly Problem[];
  readonly params: Readonly<Record<string, string>>;
  /** Only what the contract names, turned into the types that it names. */
  readonly query: unknown;
  readonly body: unknown;
}

/** An operation and what calls it. */
export interface Route {
  readonly operation: Operation;
  readonly operationId: string;
  readonly method: string;
  readonly path: RegExp;
}

/** What a contract says about a method and a path. */
export type Match = Route | 'unknown-path' | 'wrong-method';

/** A published contract: finds the operation of a request and checks the request against it. */
export class Contract {
  readonly #api: OpenAPIBackend;
  /** A path with fewer parameters goes first. The library's own router would compile every pattern for every request. */
  readonly #routes: readonly Route[];

  private constructor(api: OpenAPIBackend) {
    this.#api = api;
    this.#routes = api.router
      .getOperations()
      .map(route)
      .toSorted((a, b) => literals(b) - literals(a));
  }

  /** Those that were read: a contract does not change. */
  static readonly #loaded = new Map<string, Promise<Contract>>();

  /** @param name of a file in `schema/rest/`, without `.openapi.json` */
  static load(name: string): Promise<Contract> {
    const loaded = Contract.#loaded.get(name) ?? Contract.#read(name);
    Contract.#loaded.set(name, loaded);
    return loaded;
  }

  static async #read(name: string): Promise<Contract> {
    const file = new URL(`../../schema/rest/${name}.openapi.json`, import.meta.url);
    const definition: Document = JSON.parse(readFileSync(file, 'utf8'));
    const api = new OpenAPIBackend({
      definition,
      quick: true,
      coerceTypes: true,
      ignoreTrailingSlashes: false,
      // The contracts are files of this program: to check their schemas against a schema of schemas takes long.
      ajvOpts: { allErrors: true, meta: false, validateSchema: false },
      customizeAjv: (ajv) => formats.default(ajv),
    });
    return new Contract(await api.init());
  }

  get operationIds(): string[] {
    return this.#routes.map(({ operationId }) => operationId);
  }

  match(method: string, path: string): Match {
    const possible = this.#routes.filter((route) => route.path.test(path));
    return possible.find((route) => route.method === method) ?? (possible.length > 0 ? 'wrong-method' : 'unknown-path');
  }

  check({ operation }: Route, raw: RawRequest): CheckedRequest {
    const mediaType = mediaTypeOf(operation);
    const isForm = mediaType === formType;
    const request = {
      method: raw.method,
      path: raw.path,
      query: namedOnly(operation, new URLSearchParams(raw.query)),
      headers: { 'content-type': raw.contentType },
      body: isForm ? Object.fromEntries(new URLSearchParams(raw.body)) : raw.body === '' ? undefined : raw.body,
    };
    try {
      const { errors, coerced } = this.#api.validator.validateRequest(request, operation);
      const problems = (errors ?? []).map(problem);
      if (mediaType && !isOfType(raw.contentType, mediaType)) {
        problems.push({ at: 'body', missing: false, message: `must be sent as ${mediaType}` });
      }
      return {
        problems,
        params: coerced?.params ?? {},
        query: coerced?.query ?? {},
        body: problems.length > 0 || raw.body === '' ? undefined : isForm ? request.body : JSON.parse(raw.body),
      };
    } catch (error) {
      if (!(error instanceof URIError)) throw error;
      const message = 'is not well percent-encoded';
      return { problems: [{ at: 'path', missing: false, message }], params: {}, query: {}, body: undefined };
    }
  }
}

function route(operation: Operation): Route {
  const { path, method, operationId = path, parameters = [] } = operation;
  for (const parameter of parameters) {
    // The validator splits whatever is not to be exploded, even a single value that must keep its commas.
    if ('explode' in parameter && !isArray(parameter.schema)) delete parameter.explode;
  }
  const pattern = path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '[^/]+');
  return { operation, operationId, method: method.toUpperCase(), path: new RegExp(`^${pattern}$`) };
}

const formType = 'application/x-www-form-urlencoded';

/** How a body is sent; undefined if there is none. */
function mediaTypeOf({ requestBody }: Operation): string | undefined {
  if (!requestBody) return undefined;
  const content = 'content' in requestBody ? Object.keys(requestBody.content) : [];
  return content.includes(formType) ? formType : 'application/json';
}

/** JSON may have a type of its own (RFC 6839 §3.1). */
function isOfType(contentType: string, mediaType: string): boolean {
  const [sent = ''] = contentType.toLowerCase().split(/[;\s]/);
  return sent === mediaType || (mediaType === 'application/json' && /^application\/[\w.+-]+\+json$/.test(sent));
}

const literals = ({ operation }: Route): number => operation.path.replace(/\{\w+\}/g, '').length;

const isArray = (schema: object | undefined): boolean =>
  schema !== undefined && 'type' in schema && schema.type === 'array';

/** Drops what the operation does not name: platforms overlook it, the validator would refuse it. */
function namedOnly(operation: Operation, query: URLSearchParams): Record<string, string | string[]> {
  const named: Record<string, string | string[]> = {};
  for (const parameter of operation.parameters ?? []) {
    if (!('name' in parameter) || parameter.in !== 'query') continue;
    const values = query.getAll(parameter.name);
    const [first] = values;
    if (first === undefined) continue;
    if (parameter.explode === false) named[parameter.name] = values.join(',');
    else named[parameter.name] = values.length === 1 ? first : values;
  }
  return named;
}

interface ValidatorError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

function problem({ instancePath, keyword, message = 'is not valid', params }: ValidatorError): Problem {
  const missing = keyword === 'required';
  const steps = instancePath.split('/').slice(1);
  if (missing) steps.push(String(params.missingProperty));
  const at = steps.join('.').replace(/^requestBody/, 'body') || 'body';
  return { at, missing, message: missing ? 'is required' : message };
}
