import { givenSettings, loadConfig } from '../config.ts';
import { platforms } from '../platforms.ts';

/** Settings whose URL may hold credentials, which is then shown without its password. */
const mayHoldPassword = /_PROXY$|^STORE_URL$/;
const withoutPassword = (url: string) => url.replace(/(?<=:)[^:@/]*(?=@)/, '…');

/**
 * Prints what the settings come to, where they are right: the platforms, and each setting that has a value, with its source.
 * @param sources the flag or the file that a setting comes from, unless that is the environment
 * @throws {ConfigError} with a line for each setting that is wrong
 */
export async function checkConfig(sources: ReadonlyMap<string, string>): Promise<number> {
  const config = loadConfig();
  const served = config.platforms.map((name) => {
    const settings = config[name];
    return `  ${platforms[name].describe(settings, !settings.url)} at ${settings.url ?? 'the embedded sandbox'}`;
  });
  const given = Object.entries(givenSettings()).map(
    ([name, value]) =>
      `  ${name}=${mayHoldPassword.test(name) ? withoutPassword(value) : value}  (${sources.get(name) ?? 'environment'})`,
  );
  console.log(`
The settings are right. users-graph would listen at ${config.host}, port ${config.port}, and serve:
${served.join('\n')}

${given.length > 0 ? `Given settings:\n${given.join('\n')}` : 'No setting is given: all have their defaults.'}
`);
  return 0;
}
