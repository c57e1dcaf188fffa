import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { expect } from 'vitest';

type Json = { [key: string]: Json } | Json[] | string | number | boolean | null;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A published contract, to hold answers against. Properties that it does not name are refused, unlike in the file. */
export class Published {
  /** `operationId status` of every answer that was checked. */
  readonly seen = new Set<string>();
  readonly operationIds: string[] = [];
  readonly #ajv = new Ajv({ strict: false, allErrors: true });
  readonly #document: Record<string, unknown>;
  readonly #validators = new Map<string, ValidateFunction>();
  readonly #routes: { method: string; pattern: RegExp; literal: number; pointer: string; operationId: string }[] = [];

  constructor(name: string) {
    const text = readFileSync(new URL(`../../schema/rest/${name}.openapi.json`, import.meta.url), 'utf8');
    this.#document = JSON.parse(text);
    formats.default(this.#ajv);
    this.#closeObjects(new Set([...text.matchAll(/"allOf": \[\s*\{\s*"\$ref": "([^"]+)"/g)].map(([, ref]) => ref)));
    this.#ajv.addSchema(this.#document, 'contract');
    for (const [path, operations] of this.#entries('/paths')) {
      for (const [method, operation] of Object.entries(operations)) {
        const operationId = String(isObject(operation) && operation.operationId);
        this.operationIds.push(operationId);
        this.#routes.push({
          method: method.toUpperCase(),
          pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
          literal: path.replace(/\{\w+\}/g, '').length,
          pointer: `/paths/${path.replaceAll('/', '~1')}/${method}/responses`,
          operationId,
        });
      }
    }
    this.#routes.sort((a, b) => b.literal - a.literal);
  }

  /** Fails unless the contract allows this answer. An undeclared refusal must have the shape of a declared one. */
  check(method: string, path: string, status: number, body: unknown): void {
    const route = this.#routes.find((one) => one.method === method && one.pattern.test(path));
    const operationId = route?.operationId ?? 'unknown';
    this.seen.add(`${operationId} ${status}`);
    const pointer = this.#schema(route?.pointer, status);
    if (pointer === undefined) {
      expect(body, `${operationId} ${status} has no body`).toBeUndefined();
      return;
    }
    const validate = this.#validators.get(pointer) ?? this.#ajv.compile({ $ref: `contract#${pointer}` });
    this.#validators.set(pointer, validate);
    validate(body);
    expect(validate.errors ?? [], `${operationId} ${status} ${JSON.stringify(body)?.slice(0, 300)}`).toEqual([]);
  }

  #schema(responses: string | undefined, status: number): string | undefined {
    if (responses !== undefined) {
      const own = this.#response(`${responses}/${status}`);
      if (own) return own.schema;
      const rest = this.#response(`${responses}/default`);
      if (rest) return rest.schema;
    }
    expect(status).toBeGreaterThanOrEqual(400);
    return this.#at('/components/schemas/Error') ? '/components/schemas/Error' : '/components/schemas/ApiError';
  }

  #response(pointer: string): { schema: string | undefined } | undefined {
    const response = this.#at(pointer);
    if (!isObject(response)) return undefined;
    const at = typeof response.$ref === 'string' ? response.$ref.slice(1) : pointer;
    const schema = `${at}/content/application~1json/schema`;
    return { schema: this.#at(schema) === undefined ? undefined : schema };
  }

  #at(pointer: string): unknown {
    return pointer
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/'))
      .reduce<unknown>((value, step) => (isObject(value) ? value[step] : undefined), this.#document);
  }

  #entries(pointer: string): [string, Record<string, unknown>][] {
    return Object.entries(this.#at(pointer) ?? {});
  }

  #closeObjects(open: ReadonlySet<string | undefined>): void {
    for (const [name, schema] of this.#entries('/components/schemas')) {
      if (schema.properties && !open.has(`#/components/schemas/${name}`)) schema.additionalProperties = false;
    }
  }
}

/** An answer whose body is believed to be a `Body`: the contract has been checked, the test says what it wants of it. */
export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** Calls a sandbox and holds every answer against the contract. */
export function client(url: string, published: Published, authorization: string | undefined = 'Bearer sandbox-admin') {
  return async <Body = Json>(method: string, path: string, body?: unknown): Promise<Answer<Body>> => {
    const response = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(authorization && { authorization }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed = text === '' ? undefined : JSON.parse(text);
    published.check(method, path.replace(/\?.*/, ''), response.status, parsed);
    return { status: response.status, headers: response.headers, body: parsed };
  };
}
