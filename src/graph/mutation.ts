import { builder } from './builder.ts';

/** The type of what can be changed: for platforms that change something to import, as a type may not be without a field. */
builder.mutationType({
  description: 'The fields that change something. The mutations of one operation run one after the other.',
});
