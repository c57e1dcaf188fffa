import { type DocumentNode, type GraphQLSchema, type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import type { Context } from '../graph/context.ts';
import { Bill } from './call-count.ts';
import type { Asking, Given } from './field-cost.ts';
import { fieldsOf, PriceTree, type Selection } from './selection-tree.ts';

/** What an operation comes to, at most. */
export interface Quote {
  /** REST calls, repeated ones not counted. */
  readonly calls: number;
  /** Fields of the answer, each list counted with as many items as it asks for. */
  readonly fields: number;
}

/** Quotes an operation for its coerced variables, and for whom it is asked. */
export interface PriceTag {
  /** Fields that the operation has with its fragments in their places. */
  readonly size: number;
  quote(variables: Given, context: Context): Quote;
}

/** What was put down for one operation: a bill for each part that reads anew what was read before it. */
interface Draft {
  readonly bills: readonly Bill[];
  readonly fields: number;
}

/**
 * The price of an operation of a valid document: what its fields say that they cost (`extensions`, see `priced.ts`), put
 * together as batches and shared reads will be. Walks the document once; where no price depends on a variable, adds up
 * once, too. A field that stands in the document twice is paid for twice.
 */
export function priceTag(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): PriceTag {
  const tree = new PriceTree(schema, document, operation);
  // A mutation forgets what was read before it: each of a document pays for what it reads.
  const parts = operation.operation === OperationTypeNode.MUTATION ? tree.root.map((part) => [part]) : [tree.root];
  const draft = (variables: Given, context: Context): Draft => {
    const drafts = parts.map((part) => add(part, { schema, variables, context }));
    return { bills: drafts.map(({ bill }) => bill), fields: drafts.reduce((sum, { fields }) => sum + fields, 0) };
  };
  let constant: { readonly draft: Draft; readonly changes: number } | undefined;
  return {
    size: tree.size,
    quote(variables, context) {
      const changes = context.pageChanges();
      const known = constant?.changes === changes ? constant.draft : undefined;
      const { bills, fields } = known ?? draft(variables, context);
      if (!tree.usesVariables && !known) constant = { draft: { bills, fields }, changes };
      return { calls: bills.reduce((sum, bill) => sum + bill.total(context.rowsOf), 0), fields };
    },
  };
}

/** For whom, and with which variables. */
interface Scope {
  readonly schema: GraphQLSchema;
  readonly variables: Given;
  readonly context: Context;
}

interface Sum {
  readonly bill: Bill;
  fields: number;
}

function add(selections: readonly Selection[], { schema, variables, context }: Scope): Sum {
  const sum: Sum = { bill: new Bill(), fields: 0 };
  const visit = (selections: readonly Selection[], times: number) => {
    const paid = new Set<string>();
    for (const { args, priced, items, weight, below } of fieldsOf(selections, variables)) {
      sum.fields += times * weight;
      const { price, together } = priced ?? {};
      const isPaid = together !== undefined && paid.has(together);
      if (together !== undefined) paid.add(together);
      const given = isPaid
        ? undefined
        : price?.({
            args: args(variables),
            times,
            schema,
            context,
            bill: sum.bill,
            selects: selecting(below, variables),
          });
      if (below.length > 0) visit(below, times * (given ?? items));
    }
  };
  visit(selections, 1);
  return sum;
}

function selecting(below: readonly Selection[], variables: Given): Asking['selects'] {
  const at = (selections: readonly Selection[], isMeant: (name: string) => boolean, path: readonly string[]): boolean =>
    fieldsOf(selections, variables).some(({ name, below }) =>
      path.length === 0 ? isMeant(name) : name === path[0] && at(below, isMeant, path.slice(1)),
    );
  return (isMeant, ...path) => at(below, isMeant, path);
}
