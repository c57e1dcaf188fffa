import { expect, test } from 'vitest';
import { NoProxy } from '../../src/settings/no-proxy.ts';

test.each([
  ['', 'https://runai.example', false],
  ['', 'http://localhost:4010', true],
  ['', 'http://127.1.2.3:4010', true],
  ['', 'http://[::1]:4010', true],
  ['*', 'https://runai.example', true],
  ['runai.example', 'https://runai.example', true],
  ['runai.example', 'https://RUNAI.example./', true],
  ['runai.example', 'https://eu.runai.example', true],
  ['runai.example', 'https://notrunai.example', false],
  ['.runai.example', 'https://eu.runai.example', true],
  ['*.runai.example', 'https://eu.runai.example', true],
  ['runai.example:8443', 'https://runai.example', false],
  ['runai.example:443', 'https://runai.example', true],
  ['runai.example:80', 'http://runai.example', true],
  ['10.1.2.3', 'https://10.1.2.3', true],
  ['2.3', 'https://10.1.2.3', false],
  ['10.0.0.0/8', 'https://10.1.2.3', true],
  ['10.0.0.0/8', 'https://11.1.2.3', false],
  ['fd00::/8', 'https://[fd12::1]', true],
  ['[fd12::1]:443', 'https://[fd12::1]', true],
  ['fd12::1', 'https://[fd12::1]', true],
])('NO_PROXY=%s and %s: %s', (list, url, isCovered) => {
  expect(new NoProxy(list.split(',').filter(Boolean)).covers(new URL(url))).toBe(isCovered);
});
