import type { ObjectRef } from '@pothos/core';
import { encodeGlobalID } from '@pothos/plugin-relay';
import { builder } from './builder.ts';
import type { Context } from './context.ts';

/** How a payload shows a user after a change. */
export interface ReadBack<Row> {
  readonly type: ObjectRef<typeof builder.$inferSchemaTypes, Row>;
  /** Reads a user that the platform did not return, by its id: at most one REST call. */
  readonly load: (userId: string, context: Context) => Promise<Row | null>;
}

/** A user that was changed; `user` is set when the platform returned it. */
export interface ChangedUser<Row = object> {
  readonly userId: string;
  readonly user?: Row;
}

const idOfUser = 'The id that the platform gave the user.';

/** The field `user` of a payload. */
export const userField = ({ type, load }: ReadBack<object>) =>
  ({
    type,
    nullable: true,
    description: 'The user after the change. Costs one REST call unless the platform returns the user.',
    resolve: ({ userId, user }: ChangedUser, _: object, context: Context) => user ?? load(userId, context),
  }) as const;

/** The payload of a mutation that changes a user. */
export function changedUserPayload<Shape extends ChangedUser>(
  name: string,
  description: string,
  readBack: ReadBack<object>,
) {
  return builder.objectRef<Shape>(name).implement({
    description,
    fields: (t) => ({
      userId: t.id({ description: idOfUser, resolve: ({ userId }) => userId }),
      user: t.field(userField(readBack)),
    }),
  });
}

/** The payload of a mutation that deletes a user. */
export const deletedUserPayload = (name: string, description: string, type: string) =>
  builder.objectRef<{ readonly userId: string }>(name).implement({
    description,
    fields: (t) => ({
      deletedId: t.id({
        description: 'The global `id` of the deleted user, for clients to remove it from their cache.',
        resolve: ({ userId }) => encodeGlobalID(type, userId),
      }),
      userId: t.exposeID('userId', { description: idOfUser }),
    }),
  });

/** The payload of a mutation that changes the password of the caller. Its field is there because a type must have one. */
export const changedPasswordPayload = (name: string, description: string) =>
  builder.objectRef<{ readonly changed: true }>(name).implement({
    description,
    fields: (t) => ({
      isChanged: t.exposeBoolean('changed', {
        description: 'Always true: a password that did not change is reported as a failure.',
      }),
    }),
  });
