import { loadConfig, loadCredentials, setVariables } from '../config.ts';
import { diagnose } from '../doctor/diagnose.ts';
import { jsonOf, statusOf, tableOf } from '../doctor/report.ts';
import { platformNames } from '../platforms.ts';
import { version } from '../version.ts';
import { explain } from './explain.ts';
import { UsageError } from './usage-error.ts';

interface DoctorOptions {
  readonly asJson: boolean;
  /** The base URL of the one platform that there are credentials for. */
  readonly url: string | undefined;
  /** The flag or the file that a setting comes from, unless that is the environment. */
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * Prints which fields of the graph work on the platforms that the settings name, and why the others do not.
 * @returns the exit status: 0 where all is fine, 1 where a field fails that the version has, 2 where a platform cannot be
 * asked, or the settings are wrong
 * @throws {UsageError} for a URL when it is not clear whose it is
 */
export async function runDoctor({ asJson, url, sources }: DoctorOptions): Promise<number> {
  const known = new Map(sources);
  try {
    const credentials = loadCredentials();
    if (url !== undefined) {
      const variable = variableFor(Object.keys(credentials));
      setVariables({ [variable]: url }, new Map());
      known.set(variable, '--url');
    }
    const diagnosis = await diagnose(loadConfig(), credentials);
    console.log(asJson ? jsonOf(diagnosis, version()) : tableOf(diagnosis, version()));
    return statusOf(diagnosis);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    console.error(explain(error, known));
    return 2;
  }
}

/** The setting of the URL of the one platform among these. */
function variableFor(names: readonly string[]): string {
  const [name, ...others] = names;
  if (name !== undefined && others.length === 0) return `${name.toUpperCase()}_URL`;
  const variables = platformNames.map((platform) => `${platform.toUpperCase()}_AUTHORIZATION`).join(' or ');
  throw new UsageError(`--url is the URL of the platform that there are credentials for: set ${variables}, not both.`);
}
