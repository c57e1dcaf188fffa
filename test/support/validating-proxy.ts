import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';

/** A request as it came from the facade. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: { readonly type: string };
}
interface Reference {
  readonly $ref: string;
}
interface Schema {
  readonly properties: object;
}
interface Body {
  readonly content: Readonly<Record<string, { readonly schema: Schema | Reference }>>;
}
interface Documented {
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: Body | Reference;
}

/**
 * A server that obeys a contract: it holds each request against the OpenAPI document, notes what breaks it, and has the
 * answers made by another server. It shares no code with the facade or the sandbox.
 * @param contract the document's name: `runai-2.24`
 * @param prefix the path under which it serves the contract's paths
 */
export async function validatingProxy(contract: string, prefix = '') {
  const document = JSON.parse(
    readFileSync(new URL(`../../schema/rest/${contract}.openapi.json`, import.meta.url), 'utf8'),
  );
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);

  const templates = Object.keys(document.paths)
    .toSorted((a, b) => a.split('{').length - b.split('{').length)
    .map((template) => ({ template, pattern: new RegExp(`^${template.replace(/\{\w+\}/g, '([^/]+)')}$`) }));

  function resolved<Part extends object>(part: Part | Reference): Part {
    if (!('$ref' in part)) return part;
    const names = part.$ref.replace(/^#\//, '').split('/');
    return names.reduce((parent, name) => parent[name], document);
  }

  function valid(value: unknown, schema: object): string[] {
    const validate = ajv.compile({ ...schema, components: document.components });
    return validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  }

  /** What a request has against the contract's text. */
  function violations(
    method: string,
    path: string,
    query: string,
    headers: IncomingHttpHeaders,
    body: string,
  ): string[] {
    if (!/^[\w\-.~%/]*$/.test(path) || !/^[\w\-.~%&=,]*$/.test(query)) return ['a character that must be encoded'];
    const match = templates.find(({ pattern }) => pattern.test(path));
    const verb = method.toLowerCase();
    const operation: Documented | undefined = match && document.paths[match.template][verb];
    if (!match || !operation) return ['no such operation'];
    const found: string[] = [];
    if (!/^Bearer \S+$/.test(headers.authorization ?? '')) found.push('no bearer token');

    const parameters = (operation.parameters ?? []).map(resolved);
    const given = new URLSearchParams();
    for (const pair of query === '' ? [] : query.split('&')) {
      const [name = '', raw] = pair.split('=');
      if (given.has(name)) found.push(`${name} twice`);
      given.set(name, raw ?? '');
      if (raw === undefined) found.push(`${name} without a value`);
      if (!parameters.some((parameter) => parameter.in === 'query' && parameter.name === name))
        found.push(`unknown ${name}`);
    }
    for (const { name, in: location, required, schema } of parameters) {
      if (location !== 'query') continue;
      const raw = given.get(name);
      if (raw !== null) found.push(...valid(decoded(raw, schema.type), schema).map((text) => `${name} ${text}`));
      else if (required) found.push(`${name} is missing`);
    }
    const media = operation.requestBody && resolved(operation.requestBody).content['application/json'];
    if (!media && body !== '') found.push('a body where none is declared');
    if (media) {
      if (headers['content-type'] !== 'application/json') found.push('a body that is not JSON by its type');
      const value = JSON.parse(body);
      found.push(...valid(value, media.schema));
      for (const key of Object.keys(value)) {
        if (!(key in resolved(media.schema).properties)) found.push(`unknown property ${key}`);
      }
    }
    return found;
  }

  const seen: Seen[] = [];
  const broken: string[] = [];
  let target = '';
  let inFlight = 0;
  let mostInFlight = 0;

  const server = createServer(async (incoming, outgoing) => {
    const { method = '', url = '', headers } = incoming;
    seen.push({ method, url, headers });
    mostInFlight = Math.max(mostInFlight, ++inFlight);
    outgoing.on('close', () => inFlight--);
    const body = await buffer(incoming);
    const [path = '', query = ''] = url.split('?', 2);
    const found = path.startsWith(prefix)
      ? violations(method, path.slice(prefix.length), query, headers, body.toString())
      : ['outside the prefix'];
    broken.push(...found.map((text) => `${method} ${url}: ${text}`));
    const onward = request(`${target}${url.slice(prefix.length)}`, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    onward.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}${prefix}`,
    /** Where the answers are made. */
    forwardTo(url: string): void {
      target = url;
    },
    /** Every request, with its headers. */
    seen,
    /** What broke the contract, with the request that did. */
    broken,
    /** The most requests that were under way at once since the last time this was asked. */
    peak(): number {
      const peak = mostInFlight;
      mostInFlight = inFlight;
      return peak;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

function decoded(raw: string, type: string): unknown {
  const text = decodeURIComponent(raw);
  if (type === 'array') return raw.split(',').map(decodeURIComponent);
  if (type === 'integer' || type === 'number') return /^-?\d+$/.test(text) ? Number(text) : text;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}
