import { type ExecutionResult, GraphQLError } from 'graphql';
import { ClientGoneError, CostLimitError } from '../../errors.ts';
import { executePlan } from '../../execution/execute.ts';
import { BudgetExceededError } from '../budget/budget-error.ts';
import { forgo } from '../caching.ts';
import type { ClientRequest } from '../client-request.ts';
import { beginExecution } from '../execution-hooks.ts';
import { admitShared } from '../operations/admission.ts';
import type { Operation } from '../operations/operation.ts';
import type { Pipeline } from '../pipeline.ts';
import type { ServerContext } from '../server-context.ts';
import { type ExportedUser, type Page, rowsOf } from './rows.ts';
import { waitFor } from './wait-for.ts';

/** A page cannot be read. */
export class ExportError extends Error {
  override readonly name = 'ExportError';
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super('A page of the export cannot be read.');
    this.errors = errors;
  }
}

type Steps = Pick<Pipeline, 'config' | 'plans' | 'hooks' | 'contextOf' | 'mask'>;

/** The variables of a page. */
interface After {
  readonly after: string | null;
}

/**
 * Reads a list to its end, page after page. Each page is an operation of its own, with its own deadline and cost. A row that moves
 * between two pages comes once, and none is left out: if the last row of a page is gone, the next page begins after an earlier
 * one. Every page but the first waits until the budget of the caller has the calls for it.
 * @param operation has one field, a connection, and the variable `after`
 * @param begin makes the request that a page belongs to
 * @throws {ExportError} if a page cannot be read; before the first row, if no later page can ever be within the limits
 * @throws {ClientGoneError} if the client leaves while a page waits
 */
export async function* readPages(
  pipeline: Steps,
  operation: Operation,
  begin: () => ClientRequest,
): AsyncGenerator<readonly ExportedUser[]> {
  let cursors: readonly string[] = [];
  let told: ReadonlySet<string | undefined> = new Set();
  for (;;) {
    const isFirst = cursors.length === 0;
    const variables: After = { after: cursors.at(-1) ?? null };
    const clientRequest = begin();
    const context = pipeline.contextOf(clientRequest, { variables: { ...variables } });
    let waitMs = isFirst ? undefined : await waitBefore(operation, variables, context);
    const result = waitMs === undefined ? await execute(pipeline, operation, variables, context) : {};
    // Another process may have taken what was left.
    if (!isFirst) waitMs ??= waitAfter(result);
    if (waitMs !== undefined) {
      await waitFor(waitMs, clientRequest.client);
      if (clientRequest.client.hasLeft) throw new ClientGoneError();
      continue;
    }
    if (isLost(result)) {
      if (cursors.length <= 1)
        throw new ExportError([new GraphQLError('The list changed too much while it was read.')]);
      cursors = cursors.slice(0, Math.floor(cursors.length / 2));
      continue;
    }
    const errors = (result.errors ?? []).map(pipeline.mask);
    const [page] = Object.values(result.data ?? {}) as (Page | null)[];
    if (!page) throw new ExportError(errors);
    const { edges, pageInfo } = page;
    if (isFirst && pageInfo.hasNextPage) {
      const refusal = refusalOfNext(operation, { after: edges.at(-1)?.cursor ?? null }, context);
      if (refusal) throw new ExportError([pipeline.mask(refusal)]);
    }
    yield rowsOf(page, errors).filter(({ id }) => id === undefined || !told.has(id));
    if (!pageInfo.hasNextPage) return;
    cursors = edges.map(({ cursor }) => cursor);
    told = new Set(edges.map(({ node }) => node?.id));
  }
}

async function execute(
  { config, plans, hooks }: Pick<Steps, 'config' | 'plans' | 'hooks'>,
  operation: Operation,
  variables: After,
  context: ServerContext,
): Promise<ExecutionResult> {
  // Cached pages of different ages do not fit together, and would leave no room for other answers.
  forgo(context.cache);
  const { run, onResult } = beginExecution(hooks, { definition: operation.definition, context });
  const search = context.versionSearch(operation);
  if (search) Object.assign(context, await search());
  const admission = await admitShared(operation, { ...variables }, context, config.maxListItems);
  if (admission.errors) return onResult({ errors: admission.errors });
  const plan = plans.planFor(operation, admission.variables);
  return onResult(await run(() => executePlan(plan, { contextValue: context }, admission.variables)));
}

/** How many milliseconds a page has to wait for its calls; undefined if it need not, or would wait in vain. */
async function waitBefore(operation: Operation, variables: After, context: ServerContext): Promise<number | undefined> {
  const { calls } = operation.cost.estimate({ ...variables }, context);
  const waitMs = (await context.charge?.waitMs(operation, calls)) ?? 0;
  return waitMs > 0 && waitMs < Infinity ? waitMs : undefined;
}

/** The same of a page that was refused. */
function waitAfter({ errors }: ExecutionResult): number | undefined {
  const cause = errors?.[0]?.originalError;
  return cause instanceof BudgetExceededError ? cause.waitMs : undefined;
}

/**
 * Why the second page would be refused however long it waits; undefined if it would not. It may need more calls than the first one,
 * because the row after which it begins may have moved.
 */
function refusalOfNext(operation: Operation, variables: After, context: ServerContext): GraphQLError | undefined {
  const { calls } = operation.cost.estimate({ ...variables }, context);
  const { allowed } = context.cost;
  const budget = Object.values(context.charge?.left ?? {}).find(({ perMinute }) => calls > perMinute);
  const originalError =
    calls > allowed
      ? new CostLimitError('REST calls', calls, allowed)
      : budget && new BudgetExceededError(calls, budget, undefined);
  return originalError && new GraphQLError(originalError.message, { originalError });
}

/** Whether the row is gone after which the page begins, so that others may be missing. */
function isLost({ extensions }: ExecutionResult): boolean {
  const moved = (extensions?.pagination ?? []) as readonly { readonly moved: number | null }[];
  return moved.some((drift) => drift.moved === null);
}
