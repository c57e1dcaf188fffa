import { type ExecutionResult, GraphQLError } from 'graphql';
import { executePlan } from '../../execution/execute.ts';
import { forgo } from '../caching.ts';
import type { ClientRequest } from '../client-request.ts';
import { beginExecution } from '../execution-hooks.ts';
import { admit } from '../operations/admission.ts';
import type { Operation } from '../operations/operation.ts';
import type { Pipeline } from '../pipeline.ts';

/** Users as the graph shows them, and what went wrong with any of them. */
export interface ExportedUser {
  readonly id: string;
  readonly errors?: readonly GraphQLError[];
}

/** Says why a page can't be read. */
export class ExportError extends Error {
  override readonly name = 'ExportError';
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super('A page of the export cannot be read.');
    this.errors = errors;
  }
}

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: ExportedUser }[];
  readonly pageInfo: { readonly hasNextPage: boolean };
}

/**
 * Reads a list to its end, page after page. Each page is an operation of its own, with its own time and price. Rows that move
 * between two pages are told once, and none is passed over: where the row is gone after which the list goes on, it goes on
 * after one before it.
 * @param operation has one field, a connection, and the variable `after`
 * @param begin makes the request that a page belongs to
 * @throws {ExportError} where a page can't be read
 */
export async function* readPages(
  pipeline: Pick<Pipeline, 'config' | 'plans' | 'hooks' | 'contextOf' | 'mask'>,
  operation: Operation,
  begin: () => ClientRequest,
): AsyncGenerator<readonly ExportedUser[]> {
  let cursors: readonly string[] = [];
  let told: ReadonlySet<string> = new Set();
  for (;;) {
    const result = await execute(pipeline, operation, { after: cursors.at(-1) ?? null }, begin());
    if (isLost(result)) {
      if (cursors.length <= 1)
        throw new ExportError([new GraphQLError('The list changed too much while it was read.')]);
      cursors = cursors.slice(0, Math.floor(cursors.length / 2));
      continue;
    }
    const errors = (result.errors ?? []).map(pipeline.mask);
    const [page] = Object.values(result.data ?? {}) as (Page | null)[];
    if (!page) throw new ExportError(errors);
    yield withErrors(page, errors).filter(({ id }) => !told.has(id));
    if (!page.pageInfo.hasNextPage) return;
    cursors = page.edges.map(({ cursor }) => cursor);
    told = new Set(page.edges.map(({ node }) => node.id));
  }
}

async function execute(
  { config, plans, hooks, contextOf }: Pick<Pipeline, 'config' | 'plans' | 'hooks' | 'contextOf'>,
  operation: Operation,
  variables: Readonly<Record<string, unknown>>,
  clientRequest: ClientRequest,
): Promise<ExecutionResult> {
  const context = contextOf(clientRequest, { variables });
  // Pages of one age fit together best, and would leave no room for other answers.
  forgo(context.cache);
  const { run, onResult } = beginExecution(hooks, { definition: operation.definition, context });
  const search = context.versionSearch(operation);
  if (search) Object.assign(context, await search());
  const admission = admit(operation, variables, context, config.maxListItems);
  if (admission.errors) return onResult({ errors: admission.errors });
  const plan = plans.planFor(operation, admission.variables);
  return onResult(await run(() => executePlan(plan, { contextValue: context }, admission.variables)));
}

/** Whether the row is gone after which the page begins, so that others may be missing. */
function isLost({ extensions }: ExecutionResult): boolean {
  const moved = (extensions?.pagination ?? []) as readonly { readonly moved: number | null }[];
  return moved.some((drift) => drift.moved === null);
}

/** Puts each error to the row that it belongs to: its path is the list, `edges`, the place, `node` and a field. */
function withErrors({ edges }: Page, errors: readonly GraphQLError[]): readonly ExportedUser[] {
  const byPlace = Map.groupBy(errors, ({ path }) => path?.[2]);
  return edges.map(({ node }, place) => {
    const ofRow = byPlace.get(place);
    return ofRow ? { ...node, errors: ofRow } : node;
  });
}
