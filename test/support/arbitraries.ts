import { type GeneratorValue, integer } from 'fast-check';
import type { Draw } from './random-operation.ts';

/** The random numbers of something that is built step by step: `value` is what fast-check's `gen()` gives. */
export const drawFrom = (value: GeneratorValue): Draw => ({
  int: (min, max) => value(integer, { min, max }),
});
