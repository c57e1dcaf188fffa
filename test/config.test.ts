import { describe, expect, test } from 'vitest';
import { ConfigError, loadConfig } from '../src/config.ts';

describe('a setting that is wrong is told by its name, its rule and, unless it may be secret, its value', () => {
  test.each([
    [{ PORT: 'abc' }, 'PORT must be a whole number from 0 to 65535, and is "abc".'],
    [{ PORT: '65536' }, 'PORT must be a whole number from 0 to 65535, and is "65536".'],
    [{ PORT: '-1' }, 'PORT must be a whole number from 0 to 65535, and is "-1".'],
    [{ PORT: '4e3' }, 'PORT must be a whole number from 0 to 65535, and is "4e3".'],
    [{ UPSTREAM_TIMEOUT_MS: '0' }, 'UPSTREAM_TIMEOUT_MS must be a whole number from 1 to 600000, and is "0".'],
    [{ REQUEST_TIMEOUT_MS: '1.5' }, 'REQUEST_TIMEOUT_MS must be a whole number from 1 to 600000, and is "1.5".'],
    [
      { UPSTREAM_CONCURRENCY: 'Infinity' },
      'UPSTREAM_CONCURRENCY must be a whole number from 1 to 1000, and is "Infinity".',
    ],
    [{ BREAKER_FAILURES: '0' }, 'BREAKER_FAILURES must be a whole number from 1 to 1000000, and is "0".'],
    [{ BREAKER_PAUSE_MS: '1s' }, 'BREAKER_PAUSE_MS must be a whole number from 1 to 600000, and is "1s".'],
    [
      { CORS_ORIGINS: 'https://a.example/' },
      'CORS_ORIGINS must be a comma-separated list of origins such as https://app.example.com, or *, and is "https://a.example/".',
    ],
    [
      { TRUSTED_DOCUMENTS: '/nowhere.json' },
      'TRUSTED_DOCUMENTS must be the path of a JSON file of documents by their hashes, and is "/nowhere.json".',
    ],
    [
      { TRUSTED_DOCUMENTS: 'package.json' },
      'TRUSTED_DOCUMENTS must be the path of a JSON file of documents by their hashes, and is "package.json".',
    ],
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://user:secret@x' },
      'OTEL_EXPORTER_OTLP_ENDPOINT must be an http:// or https:// URL without credentials, query or fragment.',
    ],
    [{ MAX_PAGE_SIZE: '10001' }, 'MAX_PAGE_SIZE must be a whole number from 1 to 10000, and is "10001".'],
    [{ SANDBOX_USERS: '0' }, 'SANDBOX_USERS must be a whole number from 1 to 1000000, and is "0".'],
    [{ RUNAI_VERSION: '2.23' }, 'RUNAI_VERSION must be one of: 2.24, 2.22, legacy, and is "2.23".'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be a pino level, or silent, and is "loud".'],
    [{ GRAPHIQL: 'true' }, 'GRAPHIQL must be "on" or "off", and is "true".'],
    [{ COMPRESSION: 'gzip' }, 'COMPRESSION must be "on" or "off", and is "gzip".'],
    [{ INTROSPECTION: '1' }, 'INTROSPECTION must be "on" or "off", and is "1".'],
    [{ PLATFORMS: 'runai,jira' }, 'PLATFORMS must be a comma-separated list of: runai, kestra, and is "runai,jira".'],
    ...['foo', 'ftp://x', 'http://user:secret@x', 'http://x?token=secret', 'http://x#secret', '//x'].map(
      (url) =>
        [
          { RUNAI_URL: url },
          'RUNAI_URL must be an http:// or https:// URL without credentials, query or fragment.',
        ] as const,
    ),
  ] as const)('%o', (environment, line) => {
    expect(() => loadConfig(environment)).toThrow(new ConfigError(line));
  });

  test('a line for each', () => {
    expect(() => loadConfig({ PORT: 'x', RUNAI_URL: 'x', LOG_LEVEL: 'x' })).toThrow(
      /^PORT .*\nRUNAI_URL .*\nLOG_LEVEL .*$/,
    );
  });
});

describe('what is not set', () => {
  test('is the whole of both platforms on the sandbox, with all that helps to explore', () => {
    expect(loadConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      platforms: ['runai', 'kestra'],
      runai: { url: undefined, version: '2.22' },
      kestra: { url: undefined, tenant: 'main' },
      sandbox: { users: 2000, latencyMs: 0, database: undefined },
      upstreamTimeoutMs: 5000,
      requestTimeoutMs: 15_000,
      upstreamConcurrency: 32,
      breaker: { failures: 10, pauseMs: 5000 },
      maxPageSize: 500,
      graphiql: true,
      introspection: true,
      trustedDocuments: undefined,
      corsOrigins: [],
      logLevel: 'info',
    });
  });

  test('may be empty as well', () => {
    expect(loadConfig({ PORT: '', RUNAI_URL: '', GRAPHIQL: '', PLATFORMS: '' })).toEqual(loadConfig({}));
  });

  test('is less in production, unless it is asked for', () => {
    expect(loadConfig({ NODE_ENV: 'production' })).toMatchObject({ graphiql: false, introspection: false });
    expect(loadConfig({ NODE_ENV: 'production', GRAPHIQL: 'on', INTROSPECTION: 'on' })).toMatchObject({
      graphiql: true,
      introspection: true,
    });
  });

  test('of platforms: those that have a URL', () => {
    expect(loadConfig({ RUNAI_URL: 'https://runai.example' })).toMatchObject({
      platforms: ['runai'],
      runai: { version: '2.24' },
    });
    expect(loadConfig({ KESTRA_URL: 'https://kestra.example/base' })).toMatchObject({ platforms: ['kestra'] });
    expect(loadConfig({ KESTRA_URL: 'https://kestra.example', PLATFORMS: 'runai, kestra' })).toMatchObject({
      platforms: ['runai', 'kestra'],
    });
  });
});

describe('traces go', () => {
  test.each([
    [{}, undefined],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318' }, 'http://c:4318/v1/traces'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318/otlp/' }, 'http://c:4318/otlp/v1/traces'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318', OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://t/x' }, 'http://t/x'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318', OTEL_SDK_DISABLED: 'true' }, undefined],
  ])('with %o to %s', (environment, url) => {
    expect(loadConfig(environment).tracesUrl?.href).toBe(url);
  });
});
