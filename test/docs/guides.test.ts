import { existsSync, globSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import {
  filledWith,
  guides,
  type People,
  peopleDocument,
  peopleIn,
  recipes,
  root,
  textOf,
} from '../support/recipes.ts';

let facade: Facade;
/** For documents about access rules, which versions with the deprecated family lack. */
let newest: Facade;
const isAboutRules = /\b(accessRules|bulkGrantAccess)\b/;
let people: People;
beforeAll(async () => {
  facade = await graphOver({ users: 2000, version: '2.22', platforms: ['runai', 'kestra'] });
  newest = await graphOver({ version: '3.0' });
  people = peopleIn((await facade.ask<Record<string, { nodes: { id: string }[] }>, never>(peopleDocument)).data);
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
  const filled = filledWith(people, variables);
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
