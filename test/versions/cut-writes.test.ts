import { test } from 'vitest';
import { cutWrites } from '../support/cut-writes.ts';

/* More than `npm test` has time for (test/rest/cut-writes.test.ts). */

test('of 1,050 writes that are cut before, during or after they are done, each ends known', () => cutWrites(210));
