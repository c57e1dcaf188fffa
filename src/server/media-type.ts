import { MIMEType } from 'node:util';

/** A media type with its parameters (RFC 9110, §8.3.1); undefined for a text that is none. */
export function mediaTypeOf(text: string): MIMEType | undefined {
  try {
    return new MIMEType(text);
  } catch {
    return undefined;
  }
}

/** The bodies that are read, as JSON. */
export const jsonTypes: readonly string[] = ['application/json', 'application/graphql+json'];

/** The `Content-Type` of a body in the plainest way: one of `jsonTypes` for JSON in UTF-8, anything else as it came. */
export function plainContentType(header: string): string {
  if (jsonTypes.includes(header)) return header;
  const { essence = '', params } = mediaTypeOf(header) ?? {};
  const isUtf8 = /^utf-?8$/i.test(params?.get('charset') ?? 'utf-8');
  return isUtf8 && jsonTypes.includes(essence) ? essence : header;
}
