import { test } from 'vitest';
import { graphOver } from '../support/facade.ts';
import { checkOffboarding } from '../support/offboarding-property.ts';

/** `npm test` tries 40 of them. */
test('1,000 random people leave, with faults on the way', async () => {
  const facade = await graphOver({ platforms: ['runai', 'kestra'], version: '3.0', kestraVersion: '2.0', users: 20 });
  await checkOffboarding(facade, 1000);
  await facade.close();
});
