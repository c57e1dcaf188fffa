import { groupsOf, serviceAccounts, tenants } from './kestra-directory.ts';
import type { Auth, KestraUser } from './kestra-user.ts';
import { capitalised, person } from './people.ts';
import { between, letterCode, pickSeveral, type Random, random } from './random.ts';

/** A token without its secret, which is nowhere kept. */
export interface KestraToken {
  readonly id: string;
  /** The id of a user or of a service account. */
  readonly owner: string;
  readonly name: string;
  readonly description: string;
  readonly prefix: string;
  readonly iat: string;
  readonly exp: string | null;
  readonly lastUsed: string | null;
  readonly extended: boolean;
}

/** The e-mails of two accounts that are the same person's but for the case of their letters. */
export const ambiguousEmails = [person(4).email, capitalised(person(4).email)] as const;

/** Beyond this number are the people whom Run:ai does not know. */
const strangers = 1_000_000;

/** About six in ten are known to Run:ai by the same e-mail, one in ten of them in other letters. */
function accountOf(number: number, next: Random) {
  const known = next() < 0.6 || number <= 20;
  if (number === 5) return { ...person(4), email: ambiguousEmails[1] };
  const someone = person(known ? number : number + strangers);
  if (!known) return { ...someone, email: someone.email.replace(/@.*/, '@partners.example.org') };
  return number % 10 === 3 ? { ...someone, email: capitalised(someone.email) } : someone;
}

/** The user with this number, before anything was written; the first ones are the same for every size of the seed. */
export function seededUser(number: number): Omit<KestraUser, 'password'> {
  const next = random('kestra', number);
  const { email, firstName, lastName } = accountOf(number, next);
  const at = number <= 1 ? tenants : tenants.filter(({ id }) => next() < (id === 'main' ? 0.85 : 0.35));
  const ways = number <= 1 ? ['BASIC_AUTH'] : pickSeveral(next, ['BASIC_AUTH', 'OIDC'], next() < 0.2 ? 2 : 1);
  return {
    id: userId(number),
    email,
    firstName,
    lastName,
    tenants: at.map(({ id }) => id),
    groups: at.flatMap((tenant) =>
      pickSeveral(next, groupsOf(tenant.id), between(next, 0, 2)).map((group) => group.id),
    ),
    auths: ways.map((type): Auth => ({ id: letterCode(next, 22), type, name: email })),
    superAdmin: number === 0 || number === 2 || next() < 0.02,
    restricted: number > 20 && next() < 0.05,
  };
}

const userId = (number: number): string => letterCode(random('kestra-id', number), 22);

/** Two tokens for each service account and for every fifth user: one that has expired and one that has not. */
export function* seededTokens(users: number): Iterable<KestraToken> {
  for (const [index, { id }] of serviceAccounts.entries()) yield* tokensOf(id, strangers + index);
  for (let number = 2; number < users; number += 5) yield* tokensOf(userId(number), number);
}

function* tokensOf(owner: string, index: number): Iterable<KestraToken> {
  const next = random('kestra-token', index);
  const token = (name: string, exp: string | null): KestraToken => ({
    id: letterCode(next, 22),
    owner,
    name,
    description: '',
    prefix: letterCode(next, 8),
    iat: new Date(Date.UTC(2024, between(next, 0, 11), between(next, 1, 28), 9)).toISOString(),
    exp,
    lastUsed: next() < 0.5 ? null : '2024-12-24T18:30:00.000Z',
    extended: exp !== null && next() < 0.3,
  });
  yield token('old-laptop', '2025-01-01T00:00:00.000Z');
  yield token('nightly-build', next() < 0.5 ? null : '2099-01-01T00:00:00.000Z');
}
