import {
  type CostEnvironment,
  type CostExtensions,
  callsEach,
  type FieldCost,
  planConnection,
} from '../../cost/field-cost.ts';
import type { Context } from '../../graph/context.ts';
import { pagedCalls } from '../../paging/paged-list.ts';
import { idsPerCall } from '../by-tenant.ts';

interface Costed extends CostEnvironment {
  readonly kestra: Pick<Context['kestra'], 'maxPageSize' | 'pageCap'>;
}

/** Tenants that the objects of a request are taken to be of. */
const assumedTenants = 10;

/** A list of a tenant: its pages, for each parent object. */
const list: FieldCost<Costed> = (field) => {
  const { plan, needs } = planConnection(field);
  const { pageCap, maxPageSize: cap } = field.context.kestra;
  field.estimate.calls(pagedCalls(plan, needs.total, { cap, pageCap }) * field.times);
};

/** Things that are read by their ids, a tenant at a time. */
const byIds: FieldCost<Costed> = ({ estimate, times }) =>
  estimate.calls(Math.min(times, assumedTenants + Math.floor(times / idsPerCall)));

export const tenantCosts = {
  list: { cost: list },
  group: { cost: byIds },
  role: { cost: byIds },
  /** Of any field that lists of roles lack. */
  wholeRole: { cost: byIds, costGroup: 'whole role' },
  wholeGroup: callsEach(1, 'whole group'),
  /** Of any field that lists of members lack. */
  access: callsEach(1, 'access to a tenant'),
  serviceAccount: callsEach(1, 'whole service account'),
} as const satisfies Readonly<Record<string, CostExtensions<Costed>>>;
