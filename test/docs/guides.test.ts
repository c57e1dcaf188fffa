import { existsSync, globSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';

const root = new URL('../../', import.meta.url);
const guides = globSync(['*.md', 'docs/*.md', 'examples/*/*.md'], { cwd: root.pathname }).toSorted();
const textOf = (guide: string) => readFileSync(new URL(guide, root), 'utf8');

/** A document of a guide, the variables that follow it, and the REST calls that the guide says it makes. */
interface Recipe {
  readonly at: string;
  readonly document: string;
  readonly variables: string;
  readonly calls: readonly string[] | undefined;
}

const recipes = guides.flatMap((guide) => {
  const text = textOf(guide);
  const pattern = /```graphql\n(.*?)```(?:\n```json\n(.*?)```)?(?:\n\nCalls: ([^\n]*))?/gs;
  return [...text.matchAll(pattern)].map(([, document = '', variables = '{}', calls]): Recipe => {
    const line = text.slice(0, text.indexOf(document)).split('\n').length;
    const named = calls?.match(/(?<=`)[A-Z]+ [^`]+(?=`)/g);
    return { at: `${guide}:${line}`, document, variables, calls: named?.toSorted() };
  });
});

let facade: Facade;
/** For documents about access rules, which versions with the deprecated family lack. */
let newest: Facade;
const isAboutRules = /\b(accessRules|bulkGrantAccess)\b/;
/** Users to be put in the places that a recipe leaves open, a new one each time: some are deleted. */
const people: Record<string, string[]> = {};
beforeAll(async () => {
  facade = await graphOver({ users: 2000, version: '2.22', platforms: ['runai', 'kestra'] });
  newest = await graphOver({ version: '3.0' });
  const { data } = await facade.ask<Record<string, { nodes: { id: string }[] }>, never>(
    '{ users(first: 40) { nodes { id } } kestraUsers(first: 40) { nodes { id } } }',
  );
  people['<the id of a user>'] = data.users?.nodes.slice(10).map(({ id }) => id) ?? [];
  people['<the id of a user of Kestra>'] = data.kestraUsers?.nodes.slice(10).map(({ id }) => id) ?? [];
});
afterAll(() => Promise.all([facade.close(), newest.close()]));

const calls = async () =>
  [...(await facade.calls()), ...(await facade.kestra.calls()), ...(await newest.calls())].map((call) =>
    call.replace(/(?<=\/users\/)(?!count)[^/?]+/, '{id}'),
  );

test('there are recipes, and most say what they cost', () => {
  expect(recipes.length).toBeGreaterThan(20);
  expect(recipes.filter((recipe) => recipe.calls).length).toBeGreaterThan(10);
});

test('the plan that README shows is the one of its document', async () => {
  const text = textOf('README.md');
  const [, document = '', shown = ''] =
    /```graphql\n([^`]*)```\n\n[^\n]*\n\n```json\n({\n {2}"cost".*?)```/s.exec(text) ?? [];
  const { extensions } = await facade.ask(document, {}, { headers: { 'x-explain': '1' } });
  expect(extensions).toMatchObject(JSON.parse(shown));
});

/** Rows of the table of calls that have a whole document. They run before the recipes, which create and delete users. */
const tabled = [...textOf('docs/concepts.md').matchAll(/^\| `(users?\b[^`]*\})` \| (.*) \| (\d+) \|$/gm)].map(
  ([, document = '', paths = '', number = '']) => ({ document, paths, number: Number(number) }),
);

test('the table of calls has whole documents', () => expect(tabled.length).toBeGreaterThan(8));

test.each(tabled)('$document makes the calls of the table', async ({ document, paths, number }) => {
  await facade.forgetCalls();
  const { errors } = await facade.ask(`{ ${document} }`);
  expect(errors).toBeUndefined();
  const made = await facade.calls();
  const expected = paths.match(/(?<=`)users[^`]*(?=`)/g) ?? [];
  expect(made.toSorted()).toEqual(expected.map((path) => `GET /api/v1/${path}`).toSorted());
  expect(made).toHaveLength(number);
});

test.each(recipes)('the document at $at does what it is for', async ({ document, variables, calls: expected }) => {
  const filled = variables.replaceAll(/<the [^>]*>/g, (place) => people[place]?.pop() ?? place);
  expect(filled).not.toContain('<');
  await Promise.all([facade, facade.kestra, newest].map((platform) => platform.forgetCalls()));
  const { data, errors } = await (isAboutRules.test(document) ? newest : facade).ask<Record<string, unknown>, object>(
    document,
    JSON.parse(filled),
  );
  expect(errors).toBeUndefined();
  expect(JSON.stringify(data), 'no failure either').not.toContain('"code":');
  if (expected) expect((await calls()).toSorted()).toEqual(expected);
});

test('the index lists each page', () => {
  const index = textOf('docs/README.md');
  const pages = globSync('*.md', { cwd: new URL('docs/', root).pathname }).filter((page) => page !== 'README.md');
  expect(pages.filter((page) => !index.includes(`](${page})`))).toEqual([]);
});

test.each(guides)('links and headings of %s lead somewhere', (guide) => {
  const text = textOf(guide).replaceAll(/```.*?```/gs, '');
  const anchorsOf = (source: string) =>
    [...source.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^\w\s-]/g, '')
        .replaceAll(' ', '-'),
    );
  for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^https?:/.test(target)) continue;
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? guide : new URL(path, new URL(guide, root)).pathname.slice(root.pathname.length);
    expect(existsSync(new URL(file, root)), target).toBe(true);
    if (anchor) expect(anchorsOf(textOf(file)), target).toContain(anchor);
  }
});
