import { isIP } from 'node:net';
import proxyAddress from 'proxy-addr';
import type { ClientRequest } from './client-request.ts';

/** Tells the address of the client that sent a request; undefined if nobody wants to know. */
export type AddressOf = (request: ClientRequest) => string | undefined;

/**
 * Finds who sent a request, beyond the proxies that are trusted: the last address of `X-Forwarded-For` that is none of
 * theirs. What stands before it, a client may have made up.
 * @param proxies addresses, ranges or names of ranges, as `proxy-addr` reads them
 */
export function addressReader(proxies: readonly string[]): AddressOf {
  if (proxies.length === 0) return () => undefined;
  const isTrusted = proxyAddress.compile([...proxies]);
  return ({ message }) => {
    const address = proxyAddress(message, isTrusted);
    return isIP(address) ? address : message.socket.remoteAddress;
  };
}
