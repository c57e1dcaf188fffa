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
  description: 'Why a mutation did not do what was asked. Other errors stand in `errors`, with `extensions.code`.',
  values: {
    BAD_USER_INPUT: { description: 'The input breaks a rule: correct it and try again.' },
    CONFLICT: { description: 'Something with this name exists already.' },
    FORBIDDEN: { description: 'The caller may not do this.' },
    NOT_FOUND: { description: 'The object of the change does not exist.' },
    UNSUPPORTED_BY_VERSION: { description: 'The configured version of the platform cannot do this.' },
  } satisfies Partial<Record<ErrorCode, { description: string }>>,
});
type FailureCodes = typeof FailureCode.$inferType;

const Failure = builder.interfaceRef<ApiError>('Failure').implement({
  description: 'A mutation did not happen, for a reason that a client can expect and act upon.',
  fields: (t) => ({
    code: t.field({
      type: FailureCode,
      description: 'The reason, for programs.',
      resolve: ({ code }) => code as FailureCodes,
    }),
    message: t.exposeString('message', { description: 'The reason, for people.' }),
  }),
});

const IssueType = builder.objectRef<Issue>('InputIssue').implement({
  shareable: true,
  description: 'One value of the input that breaks a rule.',
  fields: (t) => ({
    path: t.exposeString('path', { description: 'The place in the input, dot-separated, such as `email`.' }),
    message: t.exposeString('message', { description: 'The rule. The value itself is never repeated.' }),
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
      description: 'The values that break a rule; empty when the platform does not say which.',
      resolve: ({ issues }) => [...issues],
    }),
  }),
});

builder.objectType(NotFoundError, {
  name: 'NotFoundFailure',
  shareable: true,
  description: 'The object of the change does not exist, or is not shown to the caller.',
  interfaces: [Failure],
});

builder.objectType(ConflictError, {
  name: 'ConflictFailure',
  shareable: true,
  description: 'Something with this name exists already.',
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
  description: 'The configured version of the platform cannot do this.',
  interfaces: [Failure],
  fields: (t) => ({
    versions: t.stringList({
      description: 'The versions of the platform that can.',
      resolve: ({ versions }) => [...versions],
    }),
  }),
});
