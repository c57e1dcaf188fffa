import { describe, expect, test } from 'vitest';
import { loadConfig, loadSandboxConfig } from '../src/config.ts';
import { platformNames } from '../src/platforms.ts';
import { quirkNames } from '../src/sandbox/quirks.ts';
import { ConfigError } from '../src/settings/read.ts';

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
    [
      { GRAPHQL_PATH: '/ready' },
      'GRAPHQL_PATH must be none of /, /health, /ready, /metrics, /mcp, which serve something else, and is "/ready".',
    ],
    [
      { BASE_PATH: 'https://x/users' },
      'BASE_PATH must be a path such as /api/users, of letters, digits and - . _ ~, and is "https://x/users".',
    ],
    [{ BASE_PATH: '/a/../b' }, 'BASE_PATH must not have . or .. in it, and is "/a/../b".'],
    [
      { TRUSTED_PROXIES: '10.0.0.0/8,proxy.example' },
      'TRUSTED_PROXIES must be a comma-separated list of IP addresses, ranges such as 10.0.0.0/8, loopback, linklocal or uniquelocal, and is "10.0.0.0/8,proxy.example".',
    ],
    [
      { RUNAI_TOKEN_EXCHANGE: 'on', RUNAI_VERSION: '2.22' },
      'RUNAI_TOKEN_EXCHANGE must be "off" where RUNAI_VERSION is older than 2.24, and is "on".',
    ],
    [{ RUNAI_CA: '/none' }, 'RUNAI_CA must be the path of a readable file with certificates in PEM, and is "/none".'],
    [
      { KESTRA_CA: 'package.json' },
      'KESTRA_CA must be the path of a readable file with certificates in PEM, and is "package.json".',
    ],
    [{ HTTPS_PROXY: 'socks5://me:secret@x' }, 'HTTPS_PROXY must be the URL of an HTTP proxy.'],
    [{ https_proxy: 'http://me:secret@x:y' }, 'HTTPS_PROXY must be the URL of an HTTP proxy.'],
    [
      { NO_PROXY: 'example.com,10.0.0.0/99' },
      'NO_PROXY must be a list of hosts, addresses and ranges such as 10.0.0.0/8.',
    ],
    [{ MAX_PAGE_SIZE: '10001' }, 'MAX_PAGE_SIZE must be a whole number from 1 to 10000, and is "10001".'],
    [{ SANDBOX_USERS: '0' }, 'SANDBOX_USERS must be a whole number from 1 to 1000000, and is "0".'],
    [
      { RUNAI_VERSION: '2.23' },
      'RUNAI_VERSION must be one of: auto, 3.0, 2.26, 2.25, 2.24, 2.22, legacy, and is "2.23".',
    ],
    [{ KESTRA_VERSION: '1.4' }, 'KESTRA_VERSION must be one of: auto, 2.0, 1.3, 1.2, 1.1, 1.0, and is "1.4".'],
    [
      { SANDBOX_QUIRKS: 'kestra-sort-500,kestra-shuffles' },
      `SANDBOX_QUIRKS must be a comma-separated list of: ${quirkNames.join(', ')}, and is "kestra-sort-500,kestra-shuffles".`,
    ],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be a pino level, or silent, and is "loud".'],
    [{ GRAPHIQL: 'true' }, 'GRAPHIQL must be "on" or "off", and is "true".'],
    [{ COMPRESSION: 'gzip' }, 'COMPRESSION must be "on" or "off", and is "gzip".'],
    [{ INTROSPECTION: '1' }, 'INTROSPECTION must be "on" or "off", and is "1".'],
    [{ SANDBOX: 'yes' }, 'SANDBOX must be "on" or "off", and is "yes".'],
    [{ NODE_ENV: 'prod' }, 'NODE_ENV must be exactly "production" to mean that, and is "prod".'],
    [{ NODE_ENV: 'Production' }, 'NODE_ENV must be exactly "production" to mean that, and is "Production".'],
    [
      { PLATFORMS: 'runai,jira' },
      `PLATFORMS must be a comma-separated list of: ${platformNames.join(', ')}, and is "runai,jira".`,
    ],
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
  test('is the whole of all platforms on the sandbox, with all that helps to explore', () => {
    expect(loadConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      platforms: platformNames,
      runai: { url: undefined, version: 'auto' },
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
    const production = { NODE_ENV: 'production', RUNAI_URL: 'https://runai.example' };
    expect(loadConfig(production)).toMatchObject({ graphiql: false, introspection: false });
    expect(loadConfig({ ...production, GRAPHIQL: 'on', INTROSPECTION: 'on' })).toMatchObject({
      graphiql: true,
      introspection: true,
    });
  });

  test('of platforms: those that have a URL', () => {
    expect(loadConfig({ RUNAI_URL: 'https://runai.example' })).toMatchObject({
      platforms: ['runai'],
      runai: { version: 'auto' },
    });
    expect(loadConfig({ KESTRA_URL: 'https://kestra.example/base' })).toMatchObject({ platforms: ['kestra'] });
    const both = { RUNAI_URL: 'https://runai.example', KESTRA_URL: 'https://kestra.example' };
    expect(loadConfig({ ...both, PLATFORMS: 'kestra, runai' })).toMatchObject({ platforms: ['kestra', 'runai'] });
  });
});

describe('the sandbox stands in for a platform', () => {
  const production = { NODE_ENV: 'production' };
  const runai = { RUNAI_URL: 'https://runai.example' };
  const both = { PLATFORMS: 'runai,kestra' };

  test.each([
    ['no platform has a URL', {}, platformNames],
    ['no platform has a URL, of those named', { PLATFORMS: 'kestra' }, ['kestra']],
    ['SANDBOX=on says so, in production', { ...production, SANDBOX: 'on' }, platformNames],
    ['SANDBOX=on says so, beside a real one', { ...production, ...runai, ...both, SANDBOX: 'on' }, ['kestra']],
  ])('where %s', (_, environment, sandboxed) => {
    const config = loadConfig(environment);
    expect(config.platforms.filter((name) => config[name].url === undefined)).toEqual(sandboxed);
  });

  test('but joins no graph unasked', () => {
    expect(loadConfig({ ...runai, SANDBOX: 'on' }).platforms).toEqual(['runai']);
  });

  const urlOf = (platform: string) => `${platform.toUpperCase()}_URL`;
  const neither = `${platformNames.map(urlOf).join(' or ')} must be set, or SANDBOX=on to serve made-up people from the embedded sandbox.`;
  const named = (platform: string) =>
    `${urlOf(platform)} must be set, as PLATFORMS names ${platform}; or SANDBOX=on to have the embedded sandbox stand in for it.`;
  test.each([
    ['in production', production, neither],
    ['where SANDBOX=off says so', { SANDBOX: 'off' }, neither],
    ['for a platform beside a real one', { ...runai, ...both }, named('kestra')],
    ['for a platform beside a real one, in production', { ...production, ...runai, ...both }, named('kestra')],
    ['for the one that is named where another has the URL', { ...runai, PLATFORMS: 'kestra' }, named('kestra')],
    ['for those that are named in production', { ...production, ...both }, `${named('runai')}\n${named('kestra')}`],
  ])('never %s', (_, environment, lines) => {
    expect(() => loadConfig(environment)).toThrow(new ConfigError(lines));
  });
});

describe('a name that is no setting', () => {
  test.each([
    [{ RUNAI_URI: 'https://runai.example' }, 'RUNAI_URI is not a setting: did you mean RUNAI_URL?'],
    [{ RUNAI_BASE_URL: 'https://runai.example' }, 'RUNAI_BASE_URL is not a setting: did you mean RUNAI_URL?'],
    [{ RUNAIURL: 'https://runai.example' }, 'RUNAIURL is not a setting: did you mean RUNAI_URL?'],
    [{ RUN_AI_URL: 'https://runai.example' }, 'RUN_AI_URL is not a setting: did you mean RUNAI_URL?'],
    [{ runai_url: 'https://runai.example' }, 'runai_url is not a setting: did you mean RUNAI_URL?'],
    [{ 'KESTRA-URL': 'https://kestra.example' }, 'KESTRA-URL is not a setting: did you mean KESTRA_URL?'],
    [{ KESTAR_URL: 'https://kestra.example' }, 'KESTAR_URL is not a setting: did you mean KESTRA_URL?'],
    [{ SANDBOX_USER: '5' }, 'SANDBOX_USER is not a setting: did you mean SANDBOX_USERS?'],
    [{ UPSTREAM_TIMEOUT: '5' }, 'UPSTREAM_TIMEOUT is not a setting: did you mean UPSTREAM_TIMEOUT_MS?'],
    [{ BREAKER_FAILURE: '5' }, 'BREAKER_FAILURE is not a setting: did you mean BREAKER_FAILURES?'],
    [{ MAX_COSTS: '5' }, 'MAX_COSTS is not a setting: did you mean MAX_COST?'],
    [{ CORS_ORIGIN: '*' }, 'CORS_ORIGIN is not a setting: did you mean CORS_ORIGINS?'],
    [{ USERS_GRAPH_PORT: '5' }, 'USERS_GRAPH_PORT is not a setting: did you mean PORT?'],
    [{ PLATFORM: 'kestra' }, 'PLATFORM is not a setting: did you mean PLATFORMS?'],
    [{ GRAPHQL: 'on' }, 'GRAPHQL is not a setting: did you mean GRAPHIQL?'],
    [{ LOGLEVEL: 'warn' }, 'LOGLEVEL is not a setting: did you mean LOG_LEVEL?'],
  ])('%o is refused, with the nearest one', (environment, line) => {
    expect(() => loadConfig(environment as Record<string, string>)).toThrow(new ConfigError(line));
  });

  test('and is near to none is refused with those that begin alike, and its value is not repeated', () => {
    expect(() => loadConfig({ KESTRA_WHATEVER_ELSE: 'secret' })).toThrow(
      /^KESTRA_WHATEVER_ELSE is not a setting; those that begin with KESTRA_ are: KESTRA_URL, KESTRA_VERSION, .*\.$/,
    );
  });

  test('is told along with values that are wrong, and to `users-graph sandbox` too', () => {
    expect(() => loadConfig({ PORT: 'x', MAX_COSTS: '5' })).toThrow(/^MAX_COSTS is not .*\nPORT must .*$/);
    expect(() => loadSandboxConfig({ SANDBOX_USER: '5' })).toThrow(/^SANDBOX_USER is not a setting/);
    expect(loadSandboxConfig({ RUNAI_URL: 'https://runai.example', MAX_COST: '5' }).users).toBe(2000);
  });

  test("is let be where it is another program's", () => {
    const kubernetes = {
      RUNAI_SERVICE_HOST: '10.0.0.1',
      RUNAI_SERVICE_PORT: '80',
      RUNAI_SERVICE_PORT_HTTP: '80',
      RUNAI_PORT: 'tcp://10.0.0.1:80',
      RUNAI_PORT_80_TCP: 'tcp://10.0.0.1:80',
      RUNAI_PORT_80_TCP_PROTO: 'tcp',
      RUNAI_PORT_80_TCP_PORT: '80',
      RUNAI_PORT_80_TCP_ADDR: '10.0.0.1',
      RUNAI_BACKEND_SERVICE_HOST: '10.0.0.1',
      USERS_GRAPH_PORT: 'tcp://10.0.0.2:4000',
      USERS_GRAPH_SERVICE_HOST: '10.0.0.2',
      // Of a service `sandbox-runai`: also the name of a setting.
      SANDBOX_RUNAI_PORT: 'tcp://10.0.0.3:80',
    };
    const links = {
      KESTRA_NAME: '/users-graph/kestra',
      KESTRA_ENV_JAVA_OPTS: '-Xmx1g',
      KESTRA_PORT: 'tcp://10.0.0.4:80',
    };
    const others = {
      RUNAI_NUM_OF_GPUS: '1',
      LOG_FILE: 'facade.log',
      NODE_OPTIONS: '--stack-trace-limit=5',
      OTEL_BLRP_SCHEDULE_DELAY: '5',
      PLATFORM: 'linux/amd64',
      PORT0: '31000',
      HOSTS: 'a,b',
      HTTPS_PROXY: 'http://proxy.example:3128',
    };
    expect(loadConfig({ ...kubernetes, ...links, ...others })).toEqual(loadConfig({}));
  });
});

describe('traces are made', () => {
  const collector = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318' };
  test.each([
    [false, {}],
    [true, collector],
    [true, { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://c:4318/x' }],
    [true, { OTEL_TRACES_EXPORTER: 'otlp' }],
    [true, { OTEL_TRACES_EXPORTER: 'console' }],
    [false, { ...collector, OTEL_TRACES_EXPORTER: 'none' }],
    [false, { ...collector, OTEL_SDK_DISABLED: 'true' }],
    [false, { ...collector, OTEL_SDK_DISABLED: ' TRUE ' }],
    [true, { ...collector, OTEL_SDK_DISABLED: 'false' }],
  ])('%s with %o', (tracing, environment) => {
    expect(loadConfig(environment).tracing).toBe(tracing);
  });
});
