import { globSync, readFileSync } from 'node:fs';
import { matchesGlob } from 'node:path';
import { expect, test } from 'vitest';
import { platformNames } from '../../src/platforms.ts';
import config from '../../vitest.config.ts';

/** What changes a process for the files after it: a module that is replaced, and a graph without the types of the first platform. */
const changesTheProcess = new RegExp(
  String.raw`\bvi\.(?:doMock|mock|resetModules)\(|graphOver\([^;]*platforms: \['(?!${platformNames[0]}')`,
);

test('a file that changes its process for others has one of its own', () => {
  const projects = (config.test?.projects ?? []).flatMap((one) =>
    typeof one === 'object' && 'test' in one ? one : [],
  );
  const alone = projects.find(({ test }) => test?.name === 'alone')?.test?.include ?? [];
  const files = globSync('test/**/*.test.ts', { exclude: ['test/{browser,package,architecture}/**'] });
  const changing = files.filter((file) => changesTheProcess.test(readFileSync(file, 'utf8')));
  expect(changing).toContain('test/server/fast-path.test.ts');
  expect(changing.filter((file) => !alone.some((pattern) => matchesGlob(file, pattern)))).toEqual([]);
});
