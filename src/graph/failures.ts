/** The failures of mutations as types of the graph: what of `errors.ts` a client can act on. */

import {
  type ApiError,
  ConflictError,
  type ErrorCode,
  ForbiddenError,
  InvalidInputError,
  type Issue,
  type IssueCode,
  NotFoundError,
  UnsupportedError,
} from '../errors.ts';
import { builder } from './builder.ts';

export const FailureCode = builder.enumType('FailureCode', {
  description:
    'Why a mutation failed. All other errors are in `errors` of the response, each with an `extensions.code`.',
  values: {
    BAD_USER_INPUT: { description: 'The input is not valid: correct it and try again.' },
    CONFLICT: {
      description: 'An object with this name already exists, or several accounts match the name.',
    },
    FORBIDDEN: { description: 'The caller does not have the rights for this change.' },
    NOT_FOUND: { description: 'The object to change does not exist.' },
    STALE_PLAN: { description: 'The plan has steps that its digest does not confirm: look at the new plan.' },
    UNSUPPORTED_BY_VERSION: { description: 'The configured version of the platform does not support this change.' },
  } satisfies Partial<Record<ErrorCode, { description: string }>>,
});
type FailureCodes = typeof FailureCode.$inferType;

export const Failure = builder.interfaceRef<ApiError>('Failure').implement({
  description: 'The reason why a mutation changed nothing, where a client can act on it.',
  fields: (t) => ({
    code: t.field({
      type: FailureCode,
      description: 'The reason, for use by programs.',
      resolve: ({ code }) => code as FailureCodes,
    }),
    message: t.exposeString('message', { description: 'The reason in English, for people.' }),
  }),
});

const InputIssueCode = builder.enumType('InputIssueCode', {
  description: 'The kind of rule that a value of the input breaks, for clients that translate messages.',
  values: {
    REQUIRED: { description: 'The value is missing.' },
    TOO_SHORT: { description: 'The text has too few characters, or the list too few items.' },
    TOO_LONG: { description: 'The text has too many characters, or the list too many items.' },
    INVALID_FORMAT: { description: 'The value does not have the form that is required, such as that of an id.' },
    NOT_ALLOWED: { description: 'The value is none of those that are allowed.' },
    TAKEN: { description: 'Another object has this value, which must be unique.' },
    INVALID: { description: 'The value breaks another rule, or one that the platform does not name.' },
  } satisfies Record<IssueCode, { description: string }>,
});

const InputIssue = builder.objectRef<Issue>('InputIssue').implement({
  shareable: true,
  description: 'A value of the input that is not valid.',
  fields: (t) => ({
    path: t.stringList({
      description:
        'The path of the value in the `input`: names of fields, and the positions of items in lists, such as `["users", "0", "email"]`. Empty when the platform does not name a value of the input.',
      resolve: ({ path }) => [...path],
    }),
    code: t.field({
      type: InputIssueCode,
      description: 'The kind of rule that the value breaks, for use by programs.',
      resolve: ({ code }) => code,
    }),
    message: t.exposeString('message', {
      description: 'The rule that the value breaks, in English. It never contains the value.',
    }),
  }),
});

builder.objectType(InvalidInputError, {
  name: 'ValidationFailure',
  shareable: true,
  description: 'The input breaks a rule of the graph or of the platform. Nothing was changed.',
  interfaces: [Failure],
  fields: (t) => ({
    issues: t.field({
      type: [InputIssue],
      description: 'The values that are not valid; empty when the platform does not name them.',
      resolve: ({ issues }) => [...issues],
    }),
  }),
});

builder.objectType(NotFoundError, {
  name: 'NotFoundFailure',
  shareable: true,
  description: 'The object to change does not exist, or the platform does not show it to the caller.',
  interfaces: [Failure],
});

builder.objectType(ConflictError, {
  name: 'ConflictFailure',
  shareable: true,
  description: 'An object with this name already exists, or several accounts match the name.',
  interfaces: [Failure],
  fields: (t) => ({
    issues: t.field({
      type: [InputIssue],
      description: 'The value that is taken; empty when it is not known which one.',
      resolve: ({ issues }) => [...issues],
    }),
  }),
});

builder.objectType(ForbiddenError, {
  name: 'ForbiddenFailure',
  shareable: true,
  description: 'The platform knows the caller and denies the change.',
  interfaces: [Failure],
});

builder.objectType(UnsupportedError, {
  name: 'UnsupportedFailure',
  shareable: true,
  description: 'The configured version of the platform does not support this change.',
  interfaces: [Failure],
  fields: (t) => ({
    versions: t.stringList({
      description: 'The versions of the platform that support it.',
      resolve: ({ versions }) => [...versions],
    }),
  }),
});
