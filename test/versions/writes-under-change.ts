import type { PlatformName } from '../../src/platforms.ts';
import type { changingPlatform, Facade } from '../support/changing-platform.ts';

/** Whether what a write was answered is so. */
export interface Fate {
  readonly is: 'right' | 'wrong';
  readonly why: string;
}

type Write = (facade: Facade, platform: Awaited<ReturnType<typeof changingPlatform>>) => Promise<Fate>;

let created = 0;

/**
 * Creates a user of Run:ai, whom the version has to have created with all that was asked for, or else not at all.
 * @param asked GraphQL text of what only some versions do
 * @param able the versions that do it
 */
const createUser =
  (asked: string, able: readonly string[]): Write =>
  async (facade, platform) => {
    const email = `zz-${created++}@zz.test`;
    const { data, errors } = await facade.ask<{ it: { __typename: string } | null }, never>(
      `mutation { it: createUser(input: { email: "${email}" ${asked} }) { __typename } }`,
    );
    const version = platform.sentTo('POST /api/v1/users', (body: { email: string }) => body.email === email);
    const answer = data.it?.__typename ?? String(errors?.[0]?.extensions.outcome);
    const isSo: Readonly<Record<string, boolean>> = {
      CreateUserPayload: version !== undefined && able.includes(version),
      UnsupportedFailure: version === undefined,
      NOT_SENT: version === undefined,
      UNKNOWN: true,
    };
    return { is: isSo[answer] ? 'right' : 'wrong', why: JSON.stringify({ asked, version, data, errors }) };
  };

/** Creates a token of Kestra, which versions confirm by another status. */
const createToken: Write = async (facade, { url }) => {
  const name = `zz-${created++}`;
  const headers = { authorization: 'Bearer sandbox-admin' };
  const page = (await (await fetch(`${url}/api/v1/users?page=1&size=1`, { headers })).json()) as {
    results: { id: string }[];
  };
  const { data, errors } = await facade.ask<{ it: { fullToken?: string } | null }, never>(
    `mutation { it: createKestraApiToken(input: { owner: { userId: "${page.results[0]?.id}" }, name: "${name}" }) { __typename ... on CreateKestraApiTokenPayload { fullToken } } }`,
  );
  const outcome = errors?.[0]?.extensions.outcome;
  return { is: data.it || outcome === 'UNKNOWN' ? 'right' : 'wrong', why: JSON.stringify({ data, errors }) };
};

const every = ['legacy', '2.22', '2.24', '3.0'];

export const writesUnderChange: Readonly<Record<PlatformName, readonly Write[]>> = {
  runai: [
    createUser('', every),
    createUser('notify: false', every),
    createUser('notify: true', ['2.24', '3.0']),
    createUser('firstName: "Zoe"', ['3.0']),
  ],
  kestra: [createToken],
};
