import type { CostExtensions } from '../../cost/field-cost.ts';
import { type Cost, type Costed, everyUser, type Field } from '../costs.ts';
import { pageCap } from '../wire-types.ts';
import { partSize } from './user-changes.ts';

/** Calls of a part at most: it may have been cut; users may be gone, or where the part before ended, so that a scan begins. */
const mostCalls = 10;

const userChanges: Cost = (field) => {
  const { estimate, context, times } = field;
  if (!context.runai.features.paging) everyUser(field);
  else estimate.calls(mostCalls * times);
};

const changedUsers = ({ args: { first }, context: { maxPageSize, runai } }: Field) =>
  partSize(typeof first === 'number' ? first : undefined, maxPageSize, runai.maxPageSize);

/** What `userChanges` costs, and how many users it gives. */
export const changesCost: CostExtensions<Costed> = {
  cost: userChanges,
  items: changedUsers,
  listSize: { assumedSize: pageCap, slicingArguments: ['first'], sizedFields: ['users'] },
};
