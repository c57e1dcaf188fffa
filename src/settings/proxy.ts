import { z } from 'zod';
import { NoProxy } from './no-proxy.ts';
import { setting } from './types.ts';

/** An HTTP proxy's URL, which may hold credentials. Without a scheme it is `http`, as curl has it. */
const proxyUrl = z
  .string()
  .transform((text) => (/^[\w+.-]+:\/\//.test(text) ? text : `http://${text}`))
  .refine((text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ''), 'must be the URL of an HTTP proxy')
  .transform((text) => new URL(text))
  .optional();

/** Hosts that are reached without a proxy. */
const noProxyList = z
  .string()
  .transform((text, { addIssue }) => {
    try {
      return new NoProxy(text.split(/[\s,]+/).filter((entry) => entry !== ''));
    } catch {
      addIssue('must be a list of hosts, addresses and ranges such as 10.0.0.0/8');
      return z.NEVER;
    }
  })
  .optional();

/** The proxies between the facade and the platforms: the variables that curl and many other programs read. */
export const proxySettings = {
  HTTPS_PROXY: setting(
    proxyUrl,
    'The HTTP proxy for platforms whose URL is https. It may contain credentials. The name in lower case works too, and takes precedence.',
  ),
  HTTP_PROXY: setting(proxyUrl, 'The same, for platforms whose URL is http.'),
  NO_PROXY: setting(
    noProxyList,
    'Hosts (with their subdomains), addresses and ranges such as 10.0.0.0/8 to reach without a proxy, comma-separated; * for all. localhost never needs to be named.',
  ),
};

/** Adds the values of the variables in lower case, which many programs take, under the names of the settings. */
export function withLowerCase(values: Readonly<Record<string, string>>): Record<string, string> {
  const result: Record<string, string> = { ...values };
  for (const name of Object.keys(proxySettings)) {
    const value = values[name.toLowerCase()];
    if (value === undefined) continue;
    delete result[name.toLowerCase()];
    result[name] = value;
  }
  return result;
}

/**
 * The proxy that leads to a platform; undefined for none.
 * @param settings the values of `proxySettings`
 */
export function proxyTo(
  url: URL,
  { HTTPS_PROXY, HTTP_PROXY, NO_PROXY = new NoProxy([]) }: z.infer<z.ZodObject<typeof proxySettings>>,
): URL | undefined {
  if (NO_PROXY.covers(url)) return undefined;
  return url.protocol === 'https:' ? HTTPS_PROXY : HTTP_PROXY;
}
