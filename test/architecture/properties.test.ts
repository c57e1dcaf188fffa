import { globSync, readFileSync } from 'node:fs';
import { assert, nat, property, sample } from 'fast-check';
import { expect, test } from 'vitest';
import config from '../../vitest.config.ts';

const seed = Number(process.env.FC_SEED);

test('a property draws from the seed that the run has printed, and draws the same when it is repeated', () => {
  expect(sample(nat(), 5)).toEqual(sample(nat(), { seed, numRuns: 5 }));
});

test('a property that fails names the seed', () => {
  const failing = property(nat(), (number) => number < 1);
  expect(() => assert(failing)).toThrow(`seed: ${seed}`);
});

test('nothing is tried again that does not say that time is its subject', () => {
  expect(JSON.stringify(config)).not.toContain('"retry"');
  const others = globSync('test/**/*.ts', { exclude: ['**/node_modules/**'] }).filter(
    (file) => !['test/support/real-time.ts', 'test/architecture/properties.test.ts'].includes(file),
  );
  expect(others.filter((file) => /\bretry\b\s*[:=]/.test(readFileSync(file, 'utf8')))).toEqual([]);
});
