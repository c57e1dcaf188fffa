import { z } from 'zod';
import { type PlatformName, platformNames, platforms } from '../platforms.ts';
import { graphSettings } from './graph.ts';
import { limitSettings } from './limits.ts';
import { processSettings } from './process.ts';
import { proxySettings } from './proxy.ts';
import { embeddedSandboxSettings, sandboxData } from './sandbox.ts';
import { telemetrySettings } from './telemetry.ts';
import { tlsSettings } from './tls.ts';

/** The settings of `users-graph sandbox`, which the facade has too. */
export const sandboxSettings = z.object({ HOST: processSettings.HOST, ...sandboxData });

/** The settings of the facade, but for those that platforms describe. */
export const facadeSettings = z.object({
  ...processSettings,
  ...proxySettings,
  ...graphSettings,
  ...embeddedSandboxSettings,
  ...limitSettings,
  ...telemetrySettings,
});

/** Settings by the names of their variables. */
export type Settings = Readonly<Record<string, z.core.$ZodType>>;

/** Settings that people look for together. */
export type SettingGroup = readonly [title: string, settings: Settings];

const ofPlatforms = platformNames.map(
  (name): SettingGroup => [
    platforms[name].title,
    { ...platforms[name].settings.in.shape, ...tlsSettings[name]?.shape },
  ],
);

/** All settings of the facade. */
export const settingGroups: readonly SettingGroup[] = [
  ['The process', processSettings],
  ...ofPlatforms,
  ['The way to the platforms', proxySettings],
  ['The graph', graphSettings],
  ['The sandbox', embeddedSandboxSettings],
  ['Time and size', limitSettings],
  ['Logs and traces', telemetrySettings],
];

/** The settings of `users-graph sandbox`. URLs of platforms say nothing to it. */
export const sandboxGroups: readonly SettingGroup[] = [
  ['The sandbox', sandboxSettings.shape],
  ...ofPlatforms.map(
    ([title, settings]): SettingGroup => [
      title,
      Object.fromEntries(Object.entries(settings).filter(([name]) => /_VERSION$|_PORT$/.test(name))),
    ],
  ),
];

/** The settings that `users-graph doctor` uses. */
export const doctorGroups: readonly SettingGroup[] = [
  ...ofPlatforms,
  ['The way to the platforms', proxySettings],
  ['The graph', { PLATFORMS: graphSettings.PLATFORMS }],
  ['The sandbox', embeddedSandboxSettings],
  ['Time and size', limitSettings],
];

/** The settings of groups by their names. */
export const settingsIn = (groups: readonly SettingGroup[]): Settings =>
  Object.assign({}, ...groups.map(([, settings]) => settings));

/** All settings by their names. */
export const settingsByName = settingsIn(settingGroups);

/** The variable that holds the credentials by which `users-graph doctor` asks a platform. */
export const credentialVariable = (name: PlatformName) => `${name.toUpperCase()}_AUTHORIZATION`;

/** The flag of a setting: `--runai-url` for `RUNAI_URL`. */
export const flagOf = (name: string) => `--${name.toLowerCase().replaceAll('_', '-')}`;
