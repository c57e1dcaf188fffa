import { expect, test } from 'vitest';
import { CallerSecrets } from '../../src/server/idempotency/caller-secrets.ts';
import { Sealer } from '../../src/server/idempotency/sealer.ts';

const basic = (password: string) => `Basic ${btoa(`admin:${password}`)}`;

/** What a process has for a caller under a key. */
const sealerOf = async (secrets: CallerSecrets, authorization: string, id = 'id') =>
  new Sealer(await secrets.of([authorization, '']), id);

test.each(['Bearer token', basic('secret')])('what one process seals, another one opens: %s', async (authorization) => {
  const [one, other] = [new CallerSecrets(), new CallerSecrets()];
  const sealed = (await sealerOf(one, authorization)).seal('text');
  expect((await sealerOf(other, authorization)).open(sealed)).toBe('text');
  for (const stranger of [sealerOf(other, basic('wrong')), sealerOf(other, authorization, 'another')]) {
    const { open } = await stranger.then((sealer) => ({ open: () => sealer.open(sealed) }));
    expect(open).toThrow();
  }
});

test('a key is derived from a password once, however many requests there are', async () => {
  const secrets = new CallerSecrets();
  const took = async (authorization: string) => {
    const began = performance.now();
    await sealerOf(secrets, authorization);
    return performance.now() - began;
  };
  const [first, joined] = [took(basic('secret')), took(basic('secret'))];
  const times = [await first, await joined];
  for (let count = 0; count < 20; count++) times.push(await took(basic('secret')));
  // One derivation takes longer than all others together.
  expect(times.slice(2).reduce((sum, time) => sum + time)).toBeLessThan(Math.max(...times.slice(0, 2)));
});
