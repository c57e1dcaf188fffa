import { type Arbitrary, type GeneratorValue, gen, integer } from 'fast-check';
import type { Draw } from './random-operation.ts';

/** Something that is put together step by step, of numbers that fast-check draws. */
export function drawn(): Arbitrary<GeneratorValue> {
  return gen();
}

/** The numbers of one such thing. */
export const drawing = (value: GeneratorValue): Draw => ({
  int: (min, max) => value(integer, { min, max }),
});
