import { builder } from './builder.ts';

/** Platforms with mutations import this: the type must not exist without a field. */
builder.mutationType({
  description: 'The fields that change something. The mutations of one operation run one after the other.',
});
