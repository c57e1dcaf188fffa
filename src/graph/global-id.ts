import { decodeGlobalID } from '@pothos/plugin-relay';
import { InvalidInputError } from '../errors.ts';

/** What a global id stands for: a type of the graph, and the platform's own id. */
export interface GlobalId {
  readonly typename: string;
  readonly id: string;
}

/** Reads a Relay global id; the type name is empty where the text is none, so that one bad id of a list harms no other. */
export function parseGlobalId(globalId: string): GlobalId {
  try {
    return decodeGlobalID(globalId);
  } catch {
    return { typename: '', id: globalId };
  }
}

/** The platform's own id in the global id of a type. @throws {InvalidInputError} when it is not of that type */
export function localId(typename: string, globalId: string): string {
  const parsed = parseGlobalId(globalId);
  if (parsed.typename !== typename) throw notAnId(typename);
  return parsed.id;
}

export function notAnId(typename: string): InvalidInputError {
  const message = `must be the "id" of a ${typename}, as the graph gave it`;
  return new InvalidInputError(`The id ${message}.`, [{ path: 'id', message }]);
}
