import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { type AmbiguousValues, ambiguousValues } from './ambiguous-paths.ts';
import { departureOf, type ErrorFor, isolate, isolateKeys } from './contract-breaches.ts';
import { checkInput } from './input-rules.ts';
import type { Document, Parameter, Schema } from './openapi.ts';

/** One REST operation, as its contract states it. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  /** The path with its parameters in braces: `/api/v1/users/{userId}`. */
  readonly template: string;
  /** Values with which the path would match another operation too. */
  readonly ambiguous: readonly AmbiguousValues[];
  /** Query parameters whose values are repeated (`a=1&a=2`) instead of joined (`a=1,2`): OpenAPI's `explode`. */
  readonly repeated: ReadonlySet<string>;
  /** The statuses that mean success: of a read those that the contract declares. */
  readonly successes: ReadonlySet<number>;
  /**
   * Checks the body of a success against the contract and replaces each value that breaks it with an error
   * (`contract-breaches.ts`). Returns undefined where the body conforms. Absent where the contract declares no body.
   */
  readonly judge?: (body: unknown, errorFor: ErrorFor) => Breach | undefined;
  /** Whether that body is an array. */
  readonly lists: boolean;
  /** Whether a success may lack the body: it is dropped anyway, or the platform's own document declares none. */
  readonly mayBeVoid: boolean;
  /** Whether the answer 404 can mean that an object is absent: the path names one or the caller, or the contract declares it. */
  readonly namesObject: boolean;
  /** Whether a call changes nothing, so that it may be shared and repeated. */
  readonly safe: boolean;
  /** Whether the contract declares the answer 303. */
  readonly redirects: boolean;
  /** @throws {InvalidInputError} with an issue for each rule of the contract that the request body breaks */
  readonly check: (body: unknown) => void;
}

/** How a body breaks the contract. */
export interface Breach {
  /** The first rule that it breaks, as a JSON pointer and the rule's name: `/0/id type`. Never a value. */
  readonly rule: string;
  /** The same in words: `/0/id: not of the type string`. */
  readonly departure: string;
  /** Whether the body as a whole is unusable; otherwise errors have replaced the values that break the contract. */
  readonly isWhole: boolean;
}

/** The operations of one version of a platform, read from its OpenAPI document. */
export interface Contract {
  readonly version: string;
  /** The operation, or undefined where this version has none of that name. */
  operation(id: string): Operation | undefined;
}

const json = 'application/json';
/** Documents and servers disagree on which of these answers a write. 202 is not a success: it only promises to try. */
const successesOfWrites: ReadonlySet<number> = new Set([200, 201, 204]);

/** What a contract's document does not say about its operations; each list holds operation ids. */
interface Notes {
  /** Those that change nothing, apart from every GET. */
  readonly safe?: readonly string[];
  /** Those whose declared body is not used and is dropped. */
  readonly dropped?: readonly string[];
  /** Properties that identify the objects of an answer, where the contract does not require them. */
  readonly keys?: Readonly<Record<string, readonly string[]>>;
  /** What to tell people about the patterns of request bodies, by the pattern. */
  readonly forms?: Readonly<Record<string, string>>;
}

/**
 * Reads an OpenAPI 3.0 document of `schema/rest/`. Its schemas become validators when first used.
 * @param name the file's name without `.openapi.json`
 */
export function loadContract(name: string, { safe = [], dropped = [], keys = {}, forms = {} }: Notes = {}): Contract {
  const document: Document = JSON.parse(
    readFileSync(new URL(`../../schema/rest/${name}.openapi.json`, import.meta.url), 'utf8'),
  );
  // For an input, report all broken rules, to help its author. Answers rarely break one, so look for all only then.
  const inputs = validators(name, document, { allErrors: true });
  const answers = validators(name, document, { allErrors: false });
  const allRules = validators(name, document, { allErrors: true, verbose: true });

  const { parameters: sharedParameters, schemas } = document.components ?? {};
  const resolve = (parameter: Parameter) => sharedParameters?.[nameIn(parameter)] ?? parameter;
  const isArray = (schema: Schema = {}) => (schemas?.[nameIn(schema)] ?? schema).type === 'array';

  const operations = new Map<string, Operation>();
  for (const [template, methods] of Object.entries(document.paths)) {
    for (const [method, { operationId, parameters = [], requestBody, responses = {} }] of Object.entries(methods)) {
      if (!operationId) continue;
      const at = `/paths/${pointer(template)}/${method}`;
      const declared = Object.keys(responses).filter((status) => status.startsWith('2'));
      const success = declared.find((status) => responses[status]?.content?.[json]);
      const isSafe = method === 'get' || safe.includes(operationId);
      const answerAt = `${at}/responses/${success}/content/${pointer(json)}/schema`;
      const judge = judging(answers(answerAt), allRules(answerAt), keys[operationId] ?? []);
      const asked = inputs(`${at}/requestBody/content/${pointer(json)}/schema`);
      operations.set(operationId, {
        id: operationId,
        method: method.toUpperCase(),
        template,
        ambiguous: ambiguousValues(template, method, document),
        repeated: new Set(parameters.map(resolve).flatMap(({ name, explode = true }) => (explode ? [name] : []))),
        safe: isSafe,
        successes: isSafe ? new Set(declared.map(Number)) : successesOfWrites,
        namesObject: '404' in responses || /\{|\/me\//.test(template),
        redirects: '303' in responses,
        lists: isArray(responses[success ?? '']?.content?.[json]?.schema),
        mayBeVoid: dropped.includes(operationId) || responses[success ?? '']?.['x-declared-type'] === 'void',
        ...(success && { judge }),
        check: (body) => {
          if (requestBody) checkInput(asked(), body, forms);
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
  let ajv: Ajv | undefined;
  const made = () => {
    // The contracts are files of this program: to check their schemas against a schema of schemas takes long.
    const made = new Ajv({
      strict: false,
      meta: false,
      validateSchema: false,
      schemas: { [name]: document },
      ...options,
    });
    return formats.default(made, { mode: 'fast', formats: ['date-time', 'int32', 'int64', 'uuid'] });
  };
  return (at) => {
    let found: ValidateFunction | undefined;
    return () => {
      ajv ??= made();
      found ??= ajv.getSchema(`${name}#${at}`);
      if (!found) throw new Error(`${name}: no schema at ${at}`);
      return found;
    };
  };
}

/**
 * @param first stops at the first broken rule
 * @param all finds all of them
 * @param keys properties that identify objects, in addition to the required ones
 */
function judging(
  first: () => ValidateFunction,
  all: () => ValidateFunction,
  keys: readonly string[],
): NonNullable<Operation['judge']> {
  const rulesOf = (body: unknown): readonly ErrorObject[] => (all()(body) ? [] : (all().errors ?? []));
  return (body, errorFor) => {
    const validate = first();
    const breach = validate(body) ? undefined : breachOf(validate, !isolate(body, rulesOf, errorFor));
    if (!breach?.isWhole && keys.length > 0) isolateKeys(body, keys, errorFor);
    return breach;
  };
}

/** Which rule a body breaks first, and where: the contract's names and a JSON pointer, never a value. */
function breachOf({ errors }: ValidateFunction, isWhole: boolean): Breach {
  const { instancePath, keyword, params } = errors?.[0] ?? noRule;
  const rule = [instancePath || '/', keyword, ...(params.missingProperty ? [params.missingProperty] : [])].join(' ');
  return { rule, departure: departureOf(errors?.[0] ?? noRule), isWhole };
}

const noRule: ErrorObject = { instancePath: '', keyword: '', params: {}, schemaPath: '' };

/** A JSON pointer's segment, as a URI fragment (RFC 6901 §3, §6). */
const pointer = (segment: string) => encodeURIComponent(segment.replaceAll('~', '~0').replaceAll('/', '~1'));
