import { request } from 'undici';
import { expect, test } from 'vitest';
import { measured, startProcess } from '../support/process.ts';

test('long documents, which anybody may send, are not remembered', async () => {
  const facade = startProcess({ LOG_LEVEL: 'silent', RUNAI_URL: 'http://127.0.0.1:9' }, measured);
  try {
    const { url } = await facade.greeting();
    const send = async (query: string) => {
      const { body } = await request(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      return body.json();
    };
    expect(await send('{ __typename }')).toEqual({ data: { __typename: 'Query' } });
    const before = await facade.retained();
    const comment = 'x'.repeat(300_000);
    for (let index = 0; index < 200; index++) {
      expect(await send(`{ _${index}: __typename } # ${comment}`)).toEqual({ data: { [`_${index}`]: 'Query' } });
    }
    const long = await facade.retained();
    expect(long.heapBytes - before.heapBytes, 'of 60 MB').toBeLessThan(10_000_000);

    expect(await send('{ __typename }')).toEqual({ data: { __typename: 'Query' } });
  } finally {
    facade.kill('SIGKILL');
    await facade.exited;
  }
});
