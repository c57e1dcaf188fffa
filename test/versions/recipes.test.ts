import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KestraVersion } from '../../src/kestra/versions.ts';
import type { RunaiVersion } from '../../src/runai/versions.ts';
import { type Facade, graphOver } from '../support/facade.ts';
import { filledWith, type People, peopleDocument, peopleIn, recipes } from '../support/recipes.ts';

/* The documents of the guides on every version: each is answered, but for what the version lacks by the tables. */

const servers: readonly [RunaiVersion, KestraVersion][] = [
  ['3.0', '2.0'],
  ['2.26', '1.3'],
  ['2.24', '1.3'],
  ['2.22', '1.0'],
  ['legacy', '1.2'],
];

describe.each(servers)('on Run:ai %s and Kestra %s', (version, kestraVersion) => {
  let facade: Facade;
  let people: People;
  beforeAll(async () => {
    facade = await graphOver({ users: 300, version, kestraVersion, platforms: ['runai', 'kestra'] });
    people = peopleIn((await facade.ask<Record<string, { nodes: { id: string }[] }>, never>(peopleDocument)).data);
  });
  afterAll(() => facade.close());

  test.each(recipes)('the document at $at is answered, or lacks what the version does not have', async (recipe) => {
    const { data, errors = [] } = await facade.ask<object, object>(
      recipe.document,
      JSON.parse(filledWith(people, recipe.variables)),
    );
    const failures = JSON.stringify(data).match(/(?<="code":")[A-Z_]+/g) ?? [];
    for (const code of failures) expect(code).toBe('UNSUPPORTED_BY_VERSION');
    for (const { extensions, message } of errors) {
      expect(extensions.code, message).toBe('UNSUPPORTED_BY_VERSION');
      expect(extensions.versions, message).not.toEqual([]);
      expect(extensions.versions, message).not.toContain(version);
      expect(extensions.versions, message).not.toContain(kestraVersion);
    }
  });
});
