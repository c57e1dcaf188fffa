import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type PlatformName, platformNames, platforms } from '../platforms.ts';
import { setting } from './types.ts';

/** What TLS connections to a platform are made with, in PEM. */
export interface TlsMaterial {
  readonly ca: string | undefined;
  readonly client: { readonly cert: string; readonly key: string } | undefined;
}

/** The settings of one platform, and what they come to. */
export interface TlsSettings {
  readonly shape: Readonly<Record<string, z.ZodType<string | undefined>>>;
  readonly schema: z.ZodType<TlsMaterial>;
}

/** A file in PEM of which all is well, when `check` does not throw; its content. */
const pemFile = (what: string, check: (pem: string) => unknown) =>
  z
    .string()
    .transform((path, { addIssue }) => {
      try {
        const pem = readFileSync(path, 'utf8');
        check(pem);
        return pem;
      } catch {
        addIssue(`must be the path of a readable file with ${what} in PEM`);
        return z.NEVER;
      }
    })
    .optional();

function checkCertificates(pem: string): void {
  const certificates = pem.match(/-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/gs) ?? [];
  if (certificates.length === 0) throw new Error('No certificate.');
  for (const certificate of certificates) new X509Certificate(certificate);
}

function settingsOf(platform: PlatformName): TlsSettings {
  const { title } = platforms[platform];
  const [ca, cert, key] = ['CA', 'CLIENT_CERT', 'CLIENT_KEY'].map((name) => `${platform.toUpperCase()}_${name}`) as [
    string,
    string,
    string,
  ];
  const shape = {
    [ca]: setting(
      pemFile('certificates', checkCertificates),
      `The path of a PEM file of certificate authorities to trust for ${title}, in addition to those of Node.`,
    ),
    [cert]: setting(
      pemFile('certificates', checkCertificates),
      `The path of a PEM file with the facade's client certificate for ${title} and its intermediate certificates.`,
    ),
    [key]: setting(
      pemFile('a private key without a passphrase', createPrivateKey),
      `The path of a PEM file with the private key of ${cert}, without a passphrase.`,
    ),
  };
  const schema = z.object(shape).transform((pem, { addIssue }): TlsMaterial => {
    const client = pem[cert] && pem[key] ? { cert: pem[cert], key: pem[key] } : undefined;
    const given = pem[cert] ? cert : key;
    if (pem[given] && !client)
      addIssue({ code: 'custom', path: [given], message: `needs ${given === cert ? key : cert}` });
    if (client && !new X509Certificate(client.cert).checkPrivateKey(createPrivateKey(client.key)))
      addIssue({ code: 'custom', path: [key], message: `must be the key of ${cert}` });
    return { ca: pem[ca], client };
  });
  return { shape, schema };
}

/** The settings of TLS by the platforms that they are for. */
export const tlsSettings: Readonly<Record<string, TlsSettings>> = Object.fromEntries(
  platformNames.map((name) => [name, settingsOf(name)]),
);
