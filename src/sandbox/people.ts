import { admin, viewer } from './auth.ts';
import { fullNames, mailbox, pioneers } from './names.ts';
import { pick, random } from './random.ts';

/** A person who may have an account on any platform. */
export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

/**
 * The person with this number: the same in every run and for every size of the seed, so that a bigger seed begins
 * with the people of a smaller one. 0 is the admin, 1 the viewer, 2 to 20 the pioneers. E-mails are unique.
 */
export function person(index: number): Person {
  if (index === 0) return { firstName: 'Sandbox', lastName: 'Admin', email: admin.email };
  if (index === 1) return { firstName: 'Sandbox', lastName: 'Viewer', email: viewer.email };
  const pioneer = pioneers[index - 2];
  if (pioneer) return named(pioneer[0], pioneer[1], `${mailbox(pioneer[0], pioneer[1])}@example.com`);
  const next = random('person', index);
  const place = index - 2 - pioneers.length;
  const round = Math.floor(place / fullNames.length);
  const { first, last, mailbox: box } = nameAt(place);
  const host = pick(next, hosts);
  const address = `${box}${round === 0 ? '' : round + 1}@${host}`;
  // Directories hold a few addresses as somebody once typed them.
  return named(first, last, index % 100 === 42 ? capitalised(address) : address);
}

/** The numbers of those who create users: the admin and the pioneers, twenty in all. */
export const creatorNumbers: readonly number[] = [0, ...pioneers.map((_, place) => place + 2)];

const hosts = ['example.com', 'example.com', 'example.com', 'example.org', 'example.net'] as const;

const named = (firstName: string, lastName: string, email: string): Person => ({ firstName, lastName, email });

/** The same address as somebody might have typed it: `Ada.Lovelace@example.com`. */
export const capitalised = (address: string): string =>
  address.replace(/^.|(?<=\.).(?=.*@)/g, (letter) => letter.toUpperCase());

/** A stride without a common divisor visits every name once before it repeats one. */
const stride = 1009;

function nameAt(place: number) {
  const name = fullNames[(place * stride) % fullNames.length];
  if (!name) throw new RangeError(`no name at ${place}`);
  return name;
}
