/** What a platform knows a program by (RFC 6749 §2.3.1). */
export interface ClientCredentials {
  readonly id: string;
  readonly secret: string;
}

/** The client id and secret in an `Authorization` header as RFC 7617 has it; undefined where it holds none. */
export function clientIn(authorization: string): ClientCredentials | undefined {
  const encoded = /^basic +([\w+/-]+={0,2}) *$/i.exec(authorization)?.[1];
  const pair = Buffer.from(encoded ?? '', 'base64').toString();
  const colon = pair.indexOf(':');
  return colon < 1 ? undefined : { id: pair.slice(0, colon), secret: pair.slice(colon + 1) };
}
