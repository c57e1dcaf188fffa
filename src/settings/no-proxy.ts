import { BlockList, isIP } from 'node:net';

/** Hosts that are reached without a proxy: what `NO_PROXY` says, as curl and Go read it. */
export class NoProxy {
  readonly #ranges = new BlockList();
  readonly #entries: readonly { readonly host: string; readonly port: string | undefined }[];

  /**
   * @param list hosts, which stand for their subdomains too, each with or without a leading `.` or `*.` and a port;
   *   addresses; ranges such as 10.0.0.0/8; or `*` for all
   */
  constructor(list: readonly string[]) {
    // The proxy's loopback is another machine's.
    this.#ranges.addSubnet('127.0.0.0', 8);
    this.#ranges.addAddress('::1', 'ipv6');
    this.#entries = list.flatMap((entry) => {
      const [, network = '', bits] = /^(.+)\/(\d+)$/.exec(entry) ?? [];
      if (bits === undefined) return [partsOf(entry)];
      this.#ranges.addSubnet(network, Number(bits), isIP(network) === 6 ? 'ipv6' : 'ipv4');
      return [];
    });
  }

  covers(url: URL): boolean {
    const host = plainHost(url.hostname);
    const port = url.port || (url.protocol === 'https:' ? '443' : '80');
    const family = isIP(host);
    if (host === 'localhost' || host.endsWith('.localhost')) return true;
    if (family !== 0 && this.#ranges.check(host, family === 6 ? 'ipv6' : 'ipv4')) return true;
    return this.#entries.some(
      (entry) =>
        (entry.port === undefined || entry.port === port) &&
        (entry.host === '*' || entry.host === host || (family === 0 && host.endsWith(`.${entry.host}`))),
    );
  }
}

/** @throws {Error} for a range that is none */
function partsOf(entry: string) {
  const [, bracketed, name, port] = /^(?:\[(.*)\]|([^:]*))(?::(\d+))?$/.exec(entry) ?? [undefined, undefined, entry];
  return { host: plainHost(bracketed ?? name ?? entry).replace(/^\*?\./, ''), port };
}

const plainHost = (host: string) => host.toLowerCase().replace(/^\[|\]$|\.$/g, '');
