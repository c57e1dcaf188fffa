import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Answer, type Facade, graphOver } from './facade.ts';
import { readPlatform } from './platform.ts';
import { type ContractVersion, contractVersions } from './versions.ts';

/** A user as the platform holds it. */
export interface Person {
  readonly id: string;
  readonly username: string;
  readonly createdBy: string;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly lastLogin: string | null;
}

export type Versions = Awaited<ReturnType<typeof everyVersion>>;

/** Names beside which a seed looks tame: case pairs that are not one to one, marks of SQL and URLs, signs beyond 16 bits. */
const oddNames = [
  'ÉCLAIR@example.com',
  'éclair.two@example.com',
  'İstanbul@example.com',
  'ISTANBUL@example.com',
  'straße@example.com',
  "o'brien%_\\*@example.com",
  'tom & jerry=?#+@example.com',
  '\u{1F680}@example.com',
  '\uFB01ne@example.com',
  '研究@example.com',
];

/** The same users behind a facade of each version: those of the seed, and some with odd names. */
export async function everyVersion(users: number) {
  const folder = await mkdtemp(join(tmpdir(), 'users-graph-'));
  const seed = join(folder, 'seed');
  const author = await graphOver({ version: '2.22', users, database: seed });
  for (const email of oddNames) {
    await author.ask(
      'mutation Add($email: String!) { createUserWithAccess(input: { email: $email, password: "Secret!123", roles: [] }) { __typename } }',
      { email },
    );
  }
  await author.close();
  const open = async (version: ContractVersion) => {
    await copyFile(seed, join(folder, version));
    return graphOver({ version, users, database: join(folder, version) });
  };
  const entries = contractVersions.map(async (version) => [version, await open(version)] as const);
  const facades = Object.fromEntries(await Promise.all(entries)) as Readonly<Record<ContractVersion, Facade>>;
  const each = <Result>(work: (facade: Facade) => Promise<Result>) => Promise.all(Object.values(facades).map(work));

  return {
    facades,
    /** Everyone, oldest first. */
    people: (await readPlatform<Person[]>(facades.legacy, '/api/v1/users')) ?? [],
    each,
    /** Asks every version the same. */
    ask: <Data>(
      document: string | { toString(): string },
      variables?: object,
      token?: string,
    ): Promise<Answer<Data>[]> =>
      each((facade) => facade.ask<Data, object>(document.toString(), variables, token ? { token } : {})),
    async close() {
      await each((facade) => facade.close());
      await rm(folder, { recursive: true });
    },
  };
}
