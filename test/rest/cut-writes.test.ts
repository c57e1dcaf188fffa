import { test } from 'vitest';
import { cutWrites } from '../support/cut-writes.ts';

test('of 105 writes that are cut before, during or after they are done, each ends known', () => cutWrites(21));
