import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import { BadResponseError, type Issue } from '../errors.ts';
import { AnswerFault, type Cause, causes } from './causes.ts';
import type { Operation } from './contract.ts';
import type { Incoming } from './exchange.ts';
import { retryAfterMs } from './retry.ts';
import { Rows } from './rows.ts';
import { errorOfStatus, undeclaredStatus } from './statuses.ts';

/** The answer 303, where the contract declares it: see other, with cookies. It is not followed. */
export class SeeOther {
  readonly cookies: readonly string[];

  constructor(cookies: readonly string[]) {
    this.cookies = cookies;
  }
}

/**
 * Recognizes the platform's own error body, by its contract.
 * @param body parsed JSON, unchecked
 * @returns the issues that it reports in the input; undefined where the platform did not write it
 */
export type OwnRefusal = (status: number, body: unknown) => readonly Issue[] | undefined;

const json = 'application/json';

/** The platform and the operation that an answer belongs to. */
export interface Asked {
  readonly platform: string;
  readonly operation: Operation;
  readonly ownRefusal: OwnRefusal;
}

/**
 * Checks an answer against its contract: status, media type and body.
 * @param broken called at most once, with the first breach that does not make this function throw; for `Rows`, also later
 * @returns the parsed and checked body, `Rows` where that is an array, and undefined where there is none
 * @throws {ApiError} for an answer that is not a success, or that is unusable
 */
export function read(asked: Asked, { status, headers, body }: Incoming, broken: (error: Error) => void): unknown {
  const { platform, operation, ownRefusal } = asked;
  if (status === 303 && operation.redirects) return new SeeOther([headers['set-cookie'] ?? []].flat());
  if (status < 200 || status > 299) {
    const text = isJson(headers) ? textOf(body) : undefined;
    const issues = text && ownRefusal(status, jsonOf(text.toString()));
    throw errorOfStatus(platform, operation, status, {
      retryAfterMs: retryAfterMs(headers['retry-after']),
      mediaType: mediaTypeOf(headers),
      own: issues && { issues },
    });
  }
  if (!operation.successes.has(status)) throw undeclaredStatus(platform, status);

  const { judge, lists, mayBeVoid } = operation;
  const isEmpty = status === 204 || body.length === 0;
  // A sign-in page is not a success, even where the contract expects no body.
  if (!isJson(headers) && !(isEmpty && headers['content-type'] === undefined)) {
    throw misfit(asked, 'an answer that is not JSON', 'MEDIA_TYPE', mediaTypeOf(headers));
  }
  if (isEmpty) {
    if (!judge || mayBeVoid) return undefined;
    throw misfit(asked, 'an answer without the body of its contract', 'NO_BODY');
  }
  const tell = once(broken);
  const checked = (text: string): unknown => {
    const data = jsonOf(text);
    if (data === undefined) throw misfit(asked, 'an answer that is not JSON', 'NOT_JSON');
    const breach = judge?.(data, (name, departure) =>
      misfit(asked, breachText(name), 'BROKEN_CONTRACT', undefined, departure),
    );
    if (breach) {
      const { rule, departure } = breach;
      const error = misfit(asked, 'an answer that breaks its contract', 'BROKEN_CONTRACT', rule, departure);
      if (breach.isWhole) throw error;
      tell(error);
    }
    return data;
  };
  const text = textOf(body);
  if (!text) throw misfit(asked, 'an answer that is not UTF-8', 'NOT_UTF8');
  if (!judge) return void checked(text.toString());
  return lists ? rowsOf(text, checked, tell) : checked(text.toString());
}

/** The bytes of a text without its byte order mark (RFC 8259 §8.1); undefined where they are not UTF-8. */
function textOf(body: Buffer): Buffer | undefined {
  if (!isUtf8(body)) return undefined;
  return body.subarray(0, 3).equals(byteOrderMark) ? body.subarray(3) : body;
}

const byteOrderMark = Buffer.from('\ufeff');

function rowsOf(body: Buffer, checked: (text: string) => unknown, broken: (error: Error) => void): Rows<unknown> {
  return new Rows(body, (text) => {
    try {
      return checked(text) as unknown[];
    } catch (error) {
      broken(error as Error);
      throw error;
    }
  });
}

function once(tell: (error: Error) => void): (error: Error) => void {
  let isTold = false;
  return (error) => {
    if (!isTold) tell(error);
    isTold = true;
  };
}

const breachText = (name: string | undefined) =>
  name === undefined ? 'an item that breaks its contract' : `an object whose "${name}" breaks its contract`;

/** @param departure where and how the body breaks the contract */
function misfit(
  { platform, operation: { method, template } }: Asked,
  what: string,
  code: Cause,
  detail?: string,
  departure: string = causes[code],
): BadResponseError {
  const cause = new AnswerFault(code, detail, `${method} ${template}: ${departure}`);
  return new BadResponseError(`${platform} sent ${what}.`, { cause });
}

/** Whether the media type is JSON, in the only encoding that JSON has (RFC 8259 §8.1). */
function isJson({ 'content-type': type = '' }: IncomingHttpHeaders): boolean {
  const [essence = '', ...parameters] = type.toLowerCase().split(';');
  const charset = parameters.map((parameter) => /^\s*charset="?([^"]*)"?\s*$/.exec(parameter)?.[1]).find(Boolean);
  return /^application\/([\w.+-]+\+)?json\s*$/.test(essence) && ['utf-8', 'us-ascii'].includes(charset ?? 'utf-8');
}

/** The media type as logs and errors may show it: a common one by name, never other text that was sent. */
function mediaTypeOf({ 'content-type': type }: IncomingHttpHeaders): string {
  if (type === undefined) return 'none';
  const essence = type.toLowerCase().split(';')[0]?.trim() ?? '';
  const common = [json, 'text/html', 'text/plain', 'text/xml', 'application/xml', 'application/octet-stream'];
  return common.includes(essence) ? essence : 'another';
}

/** Undefined where the text is not JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
