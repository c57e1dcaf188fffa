import {
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { type Field, rowTypeOf } from './place.ts';
import type { Samples, Trial } from './samples.ts';

/** How a field is asked. */
export interface Asked {
  /** What the report calls it. */
  readonly label: string;
  /** GraphQL text of its arguments. */
  readonly args: readonly string[];
  /** Arguments that nothing meets that meets these, where such are known. */
  readonly contrary?: readonly string[];
  /** As of a `Trial`. */
  readonly flag?: string;
  /** Whether they are a key that the platform has shown. */
  readonly isOfSeen?: boolean;
}

/** Arguments of connections that are given with every list anyway, or need a cursor. */
const pagingArguments = ['first', 'after', 'before', 'since'];

/** The ways to ask a field with no more than it needs: one for each key that it takes. None where no key is known. */
export function basesOf(schema: GraphQLSchema, samples: Samples, field: Field, label: string): readonly Asked[] {
  const [first, ...others] = field.args.filter(isRequiredArgument);
  if (!first) return [{ label, args: [] }];
  const type = rowTypeOf(field);
  const kinds = isInterfaceType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [type.name];
  return kinds.flatMap((kind) => {
    const trialsOf = (arg: GraphQLArgument) => samples.trials(arg.type, [arg.name], kind);
    const companions = others.map((arg) => textOf(arg, trialsOf(arg)[0]));
    return trialsOf(first).flatMap((trial) => {
      const args = [textOf(first, trial), ...companions];
      if (!args.every((arg) => arg !== undefined)) return [];
      const named = isInterfaceType(type) ? { ...trial, label: kind } : trial;
      return [{ label: labelWith(label, first, named), args, isOfSeen: true }];
    });
  });
}

/** The field with each value of each of its other arguments that is known. */
export function variantsOf(samples: Samples, field: Field, label: string, base: Asked): readonly Asked[] {
  const optional = field.args.filter((arg) => !isRequiredArgument(arg) && !pagingArguments.includes(arg.name));
  return optional.flatMap((arg) =>
    samples.trials(arg.type, [arg.name], rowTypeOf(field).name).map((trial) => {
      const { text, contrary, flag } = trial;
      const argsWith = (value: string) => [...base.args, `${arg.name}: ${value}`];
      return {
        label: labelWith(label, arg, trial),
        args: argsWith(text),
        ...(contrary && { contrary: argsWith(contrary) }),
        ...(flag && { flag }),
      };
    }),
  );
}

const textOf = ({ name }: GraphQLArgument, trial: Trial | undefined) => trial && `${name}: ${trial.text}`;

const labelWith = (label: string, { name }: GraphQLArgument, trial: Trial) =>
  `${label}(${name}:${trial.label && ` ${trial.label}`})`;

/** Why a field is not asked that takes a key. */
export const whyUnknown = (type: GraphQLNamedType) =>
  `No ${type.name} is known${isObjectType(type) ? `: name one by --ids ${type.name}:<its id>` : ''}.`;

/** One field is enough to see whether a list answers. */
export const nameOnly = (own: readonly string[]) => (own.includes('id') ? ['id'] : own.slice(0, 1));
