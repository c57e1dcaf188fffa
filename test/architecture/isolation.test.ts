import { globSync, readFileSync } from 'node:fs';
import { matchesGlob } from 'node:path';
import { expect, test } from 'vitest';
import { platformNames } from '../../src/platforms.ts';
import config from '../../vitest.config.ts';

const projects = (config.test?.projects ?? []).flatMap((one) => (typeof one === 'object' && 'test' in one ? one : []));
const patterns = (name: string) => projects.find(({ test }) => test?.name === name)?.test?.include ?? [];
const files = globSync('test/**/*.test.ts', { exclude: ['test/{browser,package,architecture}/**'] });
/** The files in which this is found, of those that share their process with others than those of these projects. */
const elsewhere = (found: RegExp, ...names: readonly string[]) =>
  files.filter(
    (file) =>
      found.test(readFileSync(file, 'utf8')) && !names.flatMap(patterns).some((pattern) => matchesGlob(file, pattern)),
  );

test('a file that replaces a module has a process of its own', () => {
  // `startPair` replaces one for its caller.
  const replaces = /\b(?:vi\.(?:doMock|mock|resetModules)|startPair)\(/;
  expect(elsewhere(replaces)).toContain('test/server/fast-path.test.ts');
  expect(elsewhere(replaces, 'alone')).toEqual([]);
});

test.each(platformNames)(
  'a graph without the types of other platforms than %s shares a process with its like',
  (name) => {
    const alone = new RegExp(String.raw`graphOver\([^;]*platforms: \['${name}'\]`);
    const others = new RegExp(
      String.raw`graphOver\([^;]*platforms: \['(?!${name}'\])|graphOver\((?![^;]*(?:platforms:|\.\.\.))`,
    );
    const project = name === platformNames[0] ? 'graph' : `graph of ${name}`;
    expect(elsewhere(alone, project, 'alone')).toEqual([]);
    if (project === 'graph') return;
    expect(elsewhere(alone)).not.toEqual([]);
    const within = files.filter((file) => patterns(project).some((pattern) => matchesGlob(file, pattern)));
    expect(within.filter((file) => others.test(readFileSync(file, 'utf8')))).toEqual([]);
  },
);
