import { loadConfig, loadSandboxConfig } from '../../src/config.ts';
import { type Diagnosis, diagnose, type KnownObject } from '../../src/doctor/diagnose.ts';
import type { Result } from '../../src/doctor/findings.ts';
import { startSandboxes } from '../../src/embedded-sandbox.ts';
import type { PlatformName } from '../../src/platforms.ts';
import type { Quirk } from '../../src/sandbox/quirks.ts';
import { controls, type Fault } from './facade.ts';

/** An installation, and who asks it. */
export interface Installation {
  /** The versions that the servers speak. */
  readonly versions?: Readonly<Record<string, string>>;
  /** What the doctor is told of them. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly quirks?: readonly Quirk[];
  readonly faults?: Readonly<Partial<Record<PlatformName, readonly Fault[]>>>;
  readonly token?: string;
  readonly users?: number;
  /** Objects that the doctor is told of. */
  readonly known?: readonly KnownObject[];
}

/** A busy machine shall not look like a broken platform. */
const patience = { UPSTREAM_TIMEOUT_MS: '60000', REQUEST_TIMEOUT_MS: '120000' };

/** Has the doctor look at sandboxes over real sockets. Returns what it found, and the calls that it made. */
export async function diagnosisOf({
  versions = {},
  settings = {},
  quirks = [],
  faults = {},
  token = 'sandbox-admin',
  users = 25,
  known = [],
}: Installation) {
  const { ofPlatforms } = loadSandboxConfig(versions);
  const names: readonly PlatformName[] = ['runai', 'kestra'];
  const { running, close } = await startSandboxes(names, ofPlatforms, { users, quirks });
  try {
    const urls: Record<string, string> = {};
    for (const [name, sandbox] of running) {
      urls[`${name.toUpperCase()}_URL`] = sandbox.url;
      await controls(sandbox).misbehave(...(faults[name] ?? []));
    }
    const credentials = Object.fromEntries(names.map((name) => [name, `Bearer ${token}`]));
    const diagnosis = await diagnose(
      loadConfig({ ...patience, RUNAI_VERSION: '3.0', KESTRA_VERSION: '2.0', ...versions, ...urls, ...settings }),
      credentials,
      known,
    );
    const served = await Promise.all([...running.values()].map((sandbox) => controls(sandbox).served()));
    return { diagnosis, served: served.flat() };
  } finally {
    await close();
  }
}

/** The fields with these results, in alphabetical order. */
export const fieldsThat = ({ fields }: Diagnosis, ...results: readonly Result[]) =>
  fields.flatMap(({ field, result }) => (results.includes(result) ? [field] : [])).toSorted();
