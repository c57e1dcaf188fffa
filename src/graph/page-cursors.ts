import type { CostContext, CostExtensions } from '../cost/field-cost.ts';
import type { NumberedPage, NumberedPages } from '../paging/numbered-pages.ts';
import { builder } from './builder.ts';
import { listNullOnError } from './semantic-non-null.ts';

/*
 * What tables with numbered pages need, beside the cursors of Relay. The fields belong to the connection rather than to
 * `PageInfo`: a gateway composes that type with the one of other subgraphs, which know the four standard fields only.
 */

/** The argument of every connection that sets the offset of the first row of the page. */
export const pageArgs = builder.args((t) => ({
  offset: t.int({
    description:
      'The number of rows to skip, for numbered pages: page 3 of 20 rows each starts at offset 40. Use it with `first` only. Unlike a cursor, an offset does not follow its row when rows before it are added or deleted.',
  }),
}));

const PageCursor = builder.objectRef<NumberedPage>('PageCursor').implement({
  shareable: true,
  description: 'A numbered page of a list, and the cursor that leads to it.',
  fields: (t) => ({
    page: t.exposeInt('page', { description: 'The number of the page, from 1.' }),
    cursor: t.exposeString('cursor', {
      nullable: true,
      description: 'The value for `after` with which `first` reads the page; null for page 1, which needs none.',
    }),
    isCurrent: t.exposeBoolean('isCurrent', { description: 'Whether this page holds the first row of the response.' }),
  }),
});

/** The default number of pages that `around` returns. */
const defaultPages = 5;

const itemsAround: CostExtensions['items'] = ({ args: { pages }, context: { maxPageSize } }: CostContext) =>
  Math.min(typeof pages === 'number' ? Math.max(0, pages) : defaultPages, maxPageSize);

const PageCursors = builder.objectRef<NumberedPages>('PageCursors').implement({
  shareable: true,
  description: 'Cursors of numbered pages, for tables. All pages are as long as the page that was requested.',
  fields: (t) => ({
    first: t.field({ type: PageCursor, description: 'The page with the number 1.', resolve: ({ first }) => first }),
    previous: t.field({
      type: PageCursor,
      nullable: true,
      description: 'The page before the current one; null on page 1.',
      resolve: ({ previous }) => previous,
    }),
    around: t.field({
      ...listNullOnError,
      type: [PageCursor],
      description:
        'Consecutive pages with the current one in the middle, or as close to it as the ends of the list allow. Costs what `totalCount` costs.',
      args: {
        pages: t.arg.int({
          required: true,
          defaultValue: defaultPages,
          description: 'The number of pages to return, if there are as many.',
        }),
      },
      extensions: { items: itemsAround },
      resolve: (numbered, { pages }, { maxPageSize }) => numbered.around(pages, maxPageSize),
    }),
    last: t.field({
      type: PageCursor,
      nullable: true,
      description: 'The last page; null when the list is empty. Costs what `totalCount` costs.',
      resolve: (numbered) => numbered.last(),
    }),
  }),
});

builder.globalConnectionFields((t) => ({
  startOffset: t.int({
    description:
      'The offset at which the page starts: the number of rows before it. For "21–40 of 2,000": `startOffset + 1`, `endOffset`, `totalCount`.',
    resolve: ({ startOffset }) => startOffset,
  }),
  endOffset: t.int({
    description: 'The offset at which the page ends: `startOffset` and the number of its rows.',
    resolve: ({ endOffset }) => endOffset,
  }),
  pageCursors: t.field({
    type: PageCursors,
    nullable: true,
    description:
      'Cursors of other pages by their numbers; null when a page of 0 rows was requested. They cost no REST call, except those that depend on the total.',
    resolve: ({ pageCursors }) => pageCursors(),
  }),
}));
