import { globSync, readFileSync } from 'node:fs';

export const root = new URL('../../', import.meta.url);
export const guides = globSync(['*.md', 'docs/*.md', 'examples/*/*.md'], { cwd: root.pathname }).toSorted();
export const textOf = (guide: string) => readFileSync(new URL(guide, root), 'utf8');

/** A document of a guide, the variables that follow it, and the REST calls that the guide says it makes. */
interface Recipe {
  readonly at: string;
  readonly document: string;
  readonly variables: string;
  readonly calls: readonly string[] | undefined;
}

/** The documents of all guides. */
export const recipes = guides.flatMap((guide) => {
  const text = textOf(guide);
  const pattern = /```graphql\n(.*?)```(?:\n```json\n(.*?)```)?(?:\n\nCalls: ([^\n]*))?/gs;
  return [...text.matchAll(pattern)].map(([, document = '', variables = '{}', calls]): Recipe => {
    const line = text.slice(0, text.indexOf(document)).split('\n').length;
    const named = calls?.match(/(?<=`)[A-Z]+ [^`]+(?=`)/g);
    return { at: `${guide}:${line}`, document, variables, calls: named?.toSorted() };
  });
});

/** Users for the places that recipes leave open, a new one each time: some are deleted. */
export interface People {
  readonly [place: string]: string[];
}

/** The document that shows whom `peopleIn` finds. */
export const peopleDocument = '{ users(first: 40) { nodes { id username } } kestraUsers(first: 40) { nodes { id } } }';

export function peopleIn(data: Record<string, { nodes: { id: string; username?: string }[] }>): People {
  return {
    '<the id of a user>': data.users?.nodes.slice(10).map(({ id }) => id) ?? [],
    // From the other end: somebody whom no recipe deletes by the id.
    '<the e-mail address of a user>': data.users?.nodes.slice(10, 20).map(({ username = '' }) => username) ?? [],
    '<the id of a user of Kestra>': data.kestraUsers?.nodes.slice(10).map(({ id }) => id) ?? [],
  };
}

/** The variables of a recipe, with somebody in each open place. */
export const filledWith = (people: People, variables: string): string =>
  variables.replaceAll(/<the [^>]*>/g, (place) => people[place]?.pop() ?? place);
