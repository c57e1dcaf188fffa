import { createSecureContext, getCACertificates } from 'node:tls';
import { buildConnector } from 'undici';
import { tunnelConnector } from './tunnel.ts';

/** How connections to a platform are made, where that is not the usual way. */
export interface Access {
  /** Certificates of authorities that are trusted beside those that Node trusts, in PEM. */
  readonly ca?: string | undefined;
  /** The certificate that the facade shows to the platform, and its key, in PEM. */
  readonly client?: { readonly cert: string; readonly key: string } | undefined;
  /** The HTTP proxy that leads to the platform. Its URL may hold credentials. */
  readonly proxy?: URL | undefined;
}

/**
 * What makes connections to a platform, for undici.
 * @param timeoutMs for a connection
 */
export function connectorOf({ ca, client, proxy }: Access, timeoutMs: number): buildConnector.connector {
  const secureContext =
    ca !== undefined || client
      ? createSecureContext({ ...client, ca: ca === undefined ? undefined : [...getCACertificates('default'), ca] })
      : undefined;
  const direct = buildConnector({ timeout: timeoutMs, allowH2: true, ...(secureContext && { secureContext }) });
  return proxy ? tunnelConnector(proxy, timeoutMs, direct) : direct;
}
