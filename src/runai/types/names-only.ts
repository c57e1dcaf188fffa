import type { GraphQLResolveInfo } from 'graphql';
import { selectedNames, selectedNamesOf } from '../../graph/selection.ts';
import { lookUpFields } from '../loaders/user-look-up.ts';
import type { Runai } from '../runai.ts';

/** Whether a field that gives users needs no more of them than a look-up tells, and the version has such a look-up. */
export function needsNamesOnly({ features, namesOnly }: Runai, info: GraphQLResolveInfo): boolean {
  if (!features.names) return false;
  const { fieldNodes } = info;
  const known = namesOnly.get(fieldNodes);
  if (known !== undefined) return known;
  const needs = selectedNamesOf(info, 'User').every((name) => lookUpFields.has(name));
  namesOnly.set(fieldNodes, needs);
  return needs;
}

/** The same of a connection that gives users. */
export function needsNamesOnlyOfRows({ features }: Runai, info: GraphQLResolveInfo): boolean {
  if (!features.names) return false;
  return [...selectedNames(info, 'nodes'), ...selectedNames(info, 'edges', 'node')].every((name) =>
    lookUpFields.has(name),
  );
}
