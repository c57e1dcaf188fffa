import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import { BadResponseError, type Issue } from '../errors.ts';
import { AnswerFault, type Cause } from './causes.ts';
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
 * Tells a platform's own error body from any other, as its contract has it.
 * @param body parsed JSON, unchecked
 * @returns the places in the input that it names; undefined where the platform did not write it
 */
export type OwnRefusal = (status: number, body: unknown) => readonly Issue[] | undefined;

const json = 'application/json';

/** Whose answer it is, and to what. */
export interface Asked {
  readonly platform: string;
  readonly operation: Operation;
  readonly ownRefusal: OwnRefusal;
}

/**
 * Holds an answer to its contract: status, media type and body.
 * @param broken told of an answer that breaks the contract and is not refused, or not yet: once
 * @returns the parsed and checked body, `Rows` where that is an array, and undefined where there is none
 * @throws {ApiError} what the answer stands for, when that is no success
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
  // A page for signing in is no success, even where nothing is expected of the body.
  if (!isJson(headers) && !(isEmpty && headers['content-type'] === undefined)) {
    throw misfit(platform, 'an answer that is not JSON', 'MEDIA_TYPE', mediaTypeOf(headers));
  }
  if (isEmpty) {
    if (!judge || mayBeVoid) return undefined;
    throw misfit(platform, 'an answer without the body of its contract', 'NO_BODY');
  }
  const tell = once(broken);
  const checked = (text: string): unknown => {
    const data = jsonOf(text);
    if (data === undefined) throw misfit(platform, 'an answer that is not JSON', 'NOT_JSON');
    const breach = judge?.(data, (name) => misfit(platform, oddityOf(name), 'BROKEN_CONTRACT'));
    if (breach) {
      const error = misfit(platform, 'an answer that breaks its contract', 'BROKEN_CONTRACT', breach.rule);
      if (breach.isWhole) throw error;
      tell(error);
    }
    return data;
  };
  const text = textOf(body);
  if (!text) throw misfit(platform, 'an answer that is not UTF-8', 'NOT_UTF8');
  if (!judge) return void checked(text.toString());
  return lists ? rowsOf(text, checked, tell) : checked(text.toString());
}

/** The bytes of a text, without the mark that some put before it (RFC 8259 §8.1); undefined where they are not UTF-8. */
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

const oddityOf = (name: string | undefined) =>
  name === undefined ? 'an item that breaks its contract' : `an object whose "${name}" breaks its contract`;

function misfit(platform: string, what: string, cause: Cause, detail?: string): BadResponseError {
  return new BadResponseError(`${platform} sent ${what}.`, { cause: new AnswerFault(cause, detail) });
}

/** JSON by its media type, in the only encoding that JSON has (RFC 8259 §8.1). */
function isJson({ 'content-type': type = '' }: IncomingHttpHeaders): boolean {
  const [essence = '', ...parameters] = type.toLowerCase().split(';');
  const charset = parameters.map((parameter) => /^\s*charset="?([^"]*)"?\s*$/.exec(parameter)?.[1]).find(Boolean);
  return /^application\/([\w.+-]+\+)?json\s*$/.test(essence) && ['utf-8', 'us-ascii'].includes(charset ?? 'utf-8');
}

/** What may be told of a media type: a common one by its name, nothing else that was sent. */
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
