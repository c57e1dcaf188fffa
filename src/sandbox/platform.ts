import type { Caller, Identity } from './auth.ts';
import type { Contract, Problem } from './contract.ts';

/** A call as an operation sees it: the contract has accepted it and the caller may make it. */
export interface Call {
  readonly caller: Caller;
  readonly params: Readonly<Record<string, string>>;
  /** Of the shape that the contract gives it; the operation names the type. */
  readonly query: unknown;
  /** Of the shape that the contract gives it; the operation names the type. */
  readonly body: unknown;
  /** The success status that a fault asks for, should an operation have two. */
  readonly wantedStatus?: number | undefined;
}

/** What an operation answers. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One operation of a contract. Nothing is answered but by returning a reply or throwing a `Refusal`. */
export type Operation = (call: Call) => Reply;

/** An operation that needs no credentials. */
export type OpenOperation = (call: Omit<Call, 'caller'>) => Reply;

/** A call that the platform turns down. The message goes to the caller. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly problems: readonly Problem[];

  constructor(status: number, message: string, problems: readonly Problem[] = []) {
    super(message);
    this.status = status;
    this.problems = problems;
  }
}

/** What makes one platform differ from another, for the server that they share. */
export interface Platform {
  readonly contract: Contract;
  /** By operationId. */
  readonly operations: Readonly<Record<string, Operation>>;
  /** Those that need no credentials, by operationId. */
  readonly openOperations?: Readonly<Record<string, OpenOperation>>;
  /** Whether a caller who may only read may call this. */
  isRead(method: string, operationId: string): boolean;
  /** Whether a caller whom roles let in may call this; a platform without it has no such callers. */
  readonly mayCall?: (caller: Caller, method: string, path: string) => boolean;
  /** Whether a path begins as the platform's do, of whatever version. Any other is answered by what stands before it. */
  isOwnPath(path: string): boolean;
  identify(authorization: string | undefined): Identity;
  /** The status for a request that its contract refuses. */
  statusOf(operationId: string, problems: readonly Problem[]): number;
  /** The platform's error body. */
  errorBody(refusal: Refusal, path: string): unknown;
  /** Lets go of the data. */
  close(): void;
}
