import { MIMEType } from 'node:util';

/** A media type with its parameters (RFC 9110, §8.3.1); undefined for a text that is none. */
export function mediaTypeOf(text: string): MIMEType | undefined {
  try {
    return new MIMEType(text);
  } catch {
    return undefined;
  }
}
