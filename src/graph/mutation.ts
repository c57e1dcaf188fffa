import { builder } from './builder.ts';

/** The type of what can be changed: for platforms that change something to import, as a type may not be without a field. */
builder.mutationType({ description: 'What can be changed. Mutations of one document run one after the other.' });
