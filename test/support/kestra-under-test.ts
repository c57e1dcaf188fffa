import { features, kestraVersions, newestKestra } from '../../src/kestra/versions.ts';
import { type Quirk, quirkNames } from '../../src/sandbox/quirks.ts';

/*
 * The Kestra that tests stand on which name none: the newest, without quirks. TEST_KESTRA_VERSION and TEST_KESTRA_QUIRKS
 * name others, by which `npm run test:kestra` runs the same tests on servers of each kind.
 */

const { TEST_KESTRA_VERSION, TEST_KESTRA_QUIRKS = '' } = process.env;

export const kestraVersion = kestraVersions.find((version) => version === TEST_KESTRA_VERSION) ?? newestKestra;
export const kestraQuirks: readonly Quirk[] = quirkNames.filter((name) => TEST_KESTRA_QUIRKS.split(',').includes(name));

const known = features[kestraVersion];

/** The query of the list of users that searches it for a text. */
export const searchFor = (text: string) => `${known.search}=${text}`;

/** Whether the server searches and orders, so that calls are as the document of its version has them. */
export const searches = !kestraQuirks.includes('kestra-ignores-q');
export const orders = !kestraQuirks.includes('kestra-sort-500');

/** Whether it tells the caller who they are. */
export const tellsCaller = known.viewer;

/** Whether the version of the server comes before this one. */
export const isBefore = (version: '1.3' | '2.0') =>
  kestraVersions.indexOf(kestraVersion) > kestraVersions.indexOf(version);

/** That version where it reads groups, otherwise the newest. */
export const versionWithGroups = known.groups ? kestraVersion : newestKestra;
