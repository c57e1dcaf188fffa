import { decodeGlobalID } from '@pothos/plugin-relay';
import { InvalidInputError } from '../errors.ts';

/** The parts of a global id: a type of the graph, and the id that the platform gave the object. */
export interface GlobalId {
  readonly typename: string;
  readonly id: string;
}

/** Base64 of a text that begins with a capital letter, as the names of all types do. What is no such thing throws no error. */
const base64OfName = /^[Q-W][\d+/A-Za-z]*={0,2}$/;

/** Parses a global id. The type name of a malformed id is empty, so that in a list it fails alone. */
export function parseGlobalId(globalId: string): GlobalId {
  if (globalId.length % 4 !== 0 || !base64OfName.test(globalId)) return { typename: '', id: globalId };
  try {
    return decodeGlobalID(globalId);
  } catch {
    return { typename: '', id: globalId };
  }
}

/**
 * The platform's id in a global id.
 * @param path where the id stands in the input
 * @throws {InvalidInputError} when the global id is not of this type
 */
export function localId(typename: string, globalId: string, path: readonly string[] = ['id']): string {
  const parsed = parseGlobalId(globalId);
  if (parsed.typename !== typename) throw notAnId(typename, path);
  return parsed.id;
}

/**
 * The platform's id of an object, of which that id or its global id was sent.
 * @throws {InvalidInputError} when it is empty, or the global id of another type
 */
export function platformId(typename: string, sent: string, path: readonly string[] = ['id']): string {
  if (sent === '') throw InvalidInputError.of([{ path, code: 'TOO_SHORT', message: 'may not be empty' }]);
  const parsed = parseGlobalId(sent);
  if (parsed.typename === typename) return parsed.id;
  // What merely looks like Base64 decodes to no name of a type.
  if (/^[A-Z]\w*$/.test(parsed.typename)) throw notAnId(typename, path);
  return sent;
}

/** The name of a type in a sentence: "a User", "an AccessRule". */
export const withArticle = (typename: string): string => `${/^[AEIO]/.test(typename) ? 'an' : 'a'} ${typename}`;

export function notAnId(typename: string, path: readonly string[] = ['id']): InvalidInputError {
  const message = `must be the "id" of ${withArticle(typename)}, as the graph gave it`;
  return new InvalidInputError(`The id ${message}.`, [{ path, code: 'INVALID_FORMAT', message }]);
}
