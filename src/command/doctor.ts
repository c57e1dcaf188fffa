import { loadConfig, loadCredentials, setVariables } from '../config.ts';
import { diagnose, type KnownObject } from '../doctor/diagnose.ts';
import { jsonOf, statusOf, tableOf } from '../doctor/report.ts';
import { platformNames } from '../platforms.ts';
import { version } from '../version.ts';
import { explain } from './explain.ts';
import { UsageError } from './usage-error.ts';

interface DoctorOptions {
  readonly asJson: boolean;
  /** The base URL of the platform, if there are credentials for only one. */
  readonly url: string | undefined;
  /** Objects that are there: `<type>:<id>`, separated by commas. */
  readonly ids: string | undefined;
  /** The flag or the file that a setting comes from, unless that is the environment. */
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * Prints which fields of the graph work on the platforms that the settings name, and why the others do not.
 * @returns the exit status: 0 where all is fine, 1 where a field fails that the version has, 2 where a platform cannot be
 * asked, or the settings are wrong
 * @throws {UsageError} for a URL when it is not clear whose it is, and for what names no object
 */
export async function runDoctor({ asJson, url, ids = '', sources }: DoctorOptions): Promise<number> {
  const origins = new Map(sources);
  try {
    const credentials = loadCredentials();
    if (url !== undefined) {
      const variable = variableFor(Object.keys(credentials));
      setVariables({ [variable]: url }, new Map());
      origins.set(variable, '--url');
    }
    const known = ids.split(',').filter(Boolean).map(knownObject);
    const diagnosis = await diagnose(loadConfig(), credentials, known);
    console.log(asJson ? jsonOf(diagnosis, version()) : tableOf(diagnosis, version()));
    return statusOf(diagnosis);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    console.error(explain(error, origins));
    return 2;
  }
}

/** @throws {UsageError} for what does not name an object */
function knownObject(text: string): KnownObject {
  const [, typename, id] = /^([A-Z]\w*):(.+)$/.exec(text.trim()) ?? [];
  if (typename && id) return { typename, id };
  throw new UsageError(`--ids names objects by type and id, such as KestraServiceAccount:<its id>, and not "${text}".`);
}

/** The setting of the URL of the one platform among these. */
function variableFor(names: readonly string[]): string {
  const [name, ...others] = names;
  if (name !== undefined && others.length === 0) return `${name.toUpperCase()}_URL`;
  const variables = platformNames.map((platform) => `${platform.toUpperCase()}_AUTHORIZATION`).join(' or ');
  throw new UsageError(`--url is the URL of the platform that there are credentials for: set ${variables}, not both.`);
}
