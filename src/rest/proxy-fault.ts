import type { Cause } from './causes.ts';

/** The proxy that leads to a platform failed, before anything reached the platform. Its code says how, as those of Node do. */
export class ProxyFault extends Error {
  override readonly name = 'ProxyFault';
  readonly code: Cause;
  /** The HTTP status of the proxy's answer, or Node's code of what went wrong. */
  readonly detail: string;

  constructor(code: Cause, detail: string, cause?: unknown) {
    super(`${code}: ${detail}`, { cause });
    this.code = code;
    this.detail = detail;
  }
}
