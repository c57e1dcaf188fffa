import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { ConfigError } from '../../src/settings/read.ts';

test('with URLs their platforms are served, unless PLATFORMS says otherwise', () => {
  const url = 'https://kestra.example.com/base';
  expect(loadConfig({ KESTRA_URL: url })).toMatchObject({ platforms: ['kestra'], kestra: { url: new URL(url) } });
  expect(loadConfig({ RUNAI_URL: url }).platforms).toEqual(['runai']);
  expect(loadConfig({ RUNAI_URL: url, KESTRA_URL: url }).platforms).toEqual(['runai', 'kestra']);
  expect(loadConfig({ RUNAI_URL: url, KESTRA_URL: url, PLATFORMS: 'kestra, runai' }).platforms).toEqual([
    'kestra',
    'runai',
  ]);
});

test('Kestra is set up', () => {
  const settings = { KESTRA_TENANT: 'research_2', KESTRA_MAX_PAGE_SIZE: '7', KESTRA_IMPERSONATION: 'on' };
  expect(loadConfig(settings).kestra).toMatchObject({ tenant: 'research_2', maxPageSize: 7, impersonation: true });
});

test.each([
  ['KESTRA_TENANT', 'users'],
  ['KESTRA_TENANT', 'Me'],
  ['KESTRA_TENANT', '../users'],
  ['KESTRA_MAX_PAGE_SIZE', '0'],
  ['KESTRA_IMPERSONATION', 'yes'],
])('%s=%s stops the start with a line that names it', (name, value) => {
  expect(() => loadConfig({ [name]: value })).toThrow(ConfigError);
  expect(() => loadConfig({ [name]: value })).toThrow(new RegExp(`^${name} must .+, and is "${value}"\\.$`));
});

test.each(['ftp://x', 'https://me:pw@x', 'https://x?q', 'not a url'])(
  'KESTRA_URL=%s stops the start and is not repeated',
  (value) => {
    expect(() => loadConfig({ KESTRA_URL: value })).toThrow(
      /^KESTRA_URL must be an http:\/\/ or https:\/\/ URL without credentials, query or fragment\.$/,
    );
  },
);
