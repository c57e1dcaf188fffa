import { features, type KestraVersion } from '../../src/kestra/versions.ts';
import { startKestra } from '../../src/sandbox/kestra.ts';
import { tenantGroups } from '../../src/sandbox/kestra-directory.ts';
import type { Quirk } from '../../src/sandbox/quirks.ts';
import { client, Published } from './checked-client.ts';

export interface Summary {
  id: string;
  username: string;
  displayName: string;
  tenants: { id: string; name: string }[];
  auths: { id: string; type: string; name: string }[];
  superAdmin: boolean;
}
export interface User extends Summary {
  email: string;
  firstName: string;
  lastName: string;
  groups: { id: string; tenantId: string }[];
  restricted: boolean;
}
export interface Page {
  results: Summary[];
  total: number;
}

/** The id of a group that every Kestra sandbox has. */
export const group = (tenantId: string, name: string): string =>
  tenantGroups.find((one) => one.tenantId === tenantId && one.name === name)?.id ?? '';

/** The versions whose contracts differ. */
export const contractVersions = ['1.0', '1.3', '2.0'] as const;

/** A Kestra sandbox of 150 people, with the calls that its tests have in common. */
export async function kestraServer(version: KestraVersion = '2.0', quirks: readonly Quirk[] = []) {
  const published = new Published(features[version].contract);
  const { url, close } = await startKestra({ users: 150, version, quirks });
  const call = client(url, published);
  const { results: everyone } = (await call<Page>('GET', '/api/v1/users?page=1&size=1000')).body;
  let fresh = 0;
  return {
    published,
    /** The name of the parameter of the list that searches it. */
    search: encodeURIComponent(features[version].search),
    url,
    close,
    call,
    /** All people as they were seeded, in the order of the list. */
    everyone,
    page: (query: string) => call<Page>('GET', `/api/v1/users?${query}`),
    path: (index: number, rest = '') => `/api/v1/users/${everyone[index]?.id}${rest}`,
    async newUser(body: Record<string, unknown> = {}): Promise<User> {
      fresh += 1;
      return (await call<User>('POST', '/api/v1/users', { email: `fresh.${fresh}@x.io`, ...body })).body;
    },
    /** The operations of this kind that were not yet answered with success. */
    missing(kind: (operationId: string) => boolean): string[] {
      const succeeded = new Set(
        [...published.seen].filter((one) => / [23]\d\d$/.test(one)).map((one) => one.split(' ')[0]),
      );
      return published.operationIds.filter((operationId) => kind(operationId) && !succeeded.has(operationId));
    },
  };
}
