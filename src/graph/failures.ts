/** The failures of mutations as types of the graph: what of `errors.ts` a client can act on. */

import {
  type ApiError,
  ConflictError,
  type ErrorCode,
  ForbiddenError,
  InvalidInputError,
  type Issue,
  NotFoundError,
  UnsupportedError,
} from '../errors.ts';
import { builder } from './builder.ts';

const FailureCode = builder.enumType('FailureCode', {
  description:
    'Why a mutation failed. All other errors are in `errors` of the response, each with an `extensions.code`.',
  values: {
    BAD_USER_INPUT: { description: 'The input is not valid: correct it and try again.' },
    CONFLICT: { description: 'An object of this name exists already.' },
    FORBIDDEN: { description: 'The caller does not have the rights for this change.' },
    NOT_FOUND: { description: 'The object to change does not exist.' },
    UNSUPPORTED_BY_VERSION: { description: 'The configured version of the platform does not support this change.' },
  } satisfies Partial<Record<ErrorCode, { description: string }>>,
});
type FailureCodes = typeof FailureCode.$inferType;

const Failure = builder.interfaceRef<ApiError>('Failure').implement({
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

const IssueType = builder.objectRef<Issue>('InputIssue').implement({
  shareable: true,
  description: 'A value of the input that is not valid.',
  fields: (t) => ({
    path: t.exposeString('path', {
      description: 'The path of the value in the input, separated by dots, such as `email`.',
    }),
    message: t.exposeString('message', { description: 'The rule that the value breaks. It never contains the value.' }),
  }),
});

builder.objectType(InvalidInputError, {
  name: 'ValidationFailure',
  shareable: true,
  description: 'The input breaks a rule of the graph or of the platform. Nothing was changed.',
  interfaces: [Failure],
  fields: (t) => ({
    issues: t.field({
      type: [IssueType],
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
  description: 'An object of this name exists already.',
  interfaces: [Failure],
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
