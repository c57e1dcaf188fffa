import type { z } from 'zod';
import type { Offboarder } from './offboarding/offboarder.ts';
import type { ListFacts, RequestLists } from './paging/list-facts.ts';
import type { PageCap } from './paging/page-cap.ts';
import type { RestClient } from './rest/client.ts';
import type { RestSession } from './rest/session.ts';
import type { Upstream } from './rest/upstream.ts';
import type { FoundVersion } from './rest/version-finder.ts';
import type { Example } from './sandbox/example.ts';
import type { Sandbox, SandboxOptions } from './sandbox/http.ts';

/** The settings that every platform has. */
export interface CommonSettings {
  /** Where the platform is. The embedded sandbox serves a platform without a URL. */
  readonly url: URL | undefined;
  /** The port at which `npm run sandbox` serves it. */
  readonly sandboxPort: number;
}

/**
 * Describes a platform: all that differs between one and another. The description is small, because every process reads
 * it, also one that serves no graph. What is large is imported by the functions that need it.
 */
export interface Platform<Settings extends CommonSettings = CommonSettings, Session = unknown> {
  /** The name in messages: `Run:ai`. */
  readonly title: string;
  /** The request header that carries its credentials. No two platforms share one. */
  readonly credentialHeader: string;
  /** Turns environment variables into settings. Its variables begin with the platform's name: `RUNAI_URL`. */
  readonly settings: z.ZodType<Settings> & { readonly in: z.ZodObject };
  /** The title, and the version that these settings name, if there are several. */
  describe(settings: Settings, isSandbox?: boolean): string;
  /** Loads what it takes to speak to the platform. */
  connect(settings: Settings): Promise<Connection<Session>>;
  /** Adds its types to the graph. */
  types(): Promise<unknown>;
  /** Loads how a person leaves it: its part of `offboardPerson`. */
  offboarding(): Promise<Offboarder<Session>>;
  /** Loads what the costs of its fields depend on, for the version of which they are highest. */
  typicalCosts(pageCap: PageCap): Promise<object>;
  /** Names the fields to begin with, for the description of the schema. */
  readonly start: string;
  /** A query to try first, without quotes. */
  readonly tryIt: string;
  /** The graph's type of its users. */
  readonly userType: string;
  /** What is exported of them. */
  readonly exported: ExportedList;
  /** What to try in the explorer, a tab for each common task. */
  explorerTabs(user: Example['user']): readonly Tab[];
  /** Loads the sandbox. */
  sandbox(settings: Settings): Promise<SandboxStarter>;
}

/**
 * The name of a platform and its version, in words.
 * @param standard the version where none is named; undefined if it is found by itself
 */
export function titleOf(name: string, version: string, standard: string | undefined): string {
  const named = version === 'auto' ? standard : version;
  return named === undefined ? `${name} (version: auto)` : `${name} ${named}`;
}

/** How the facade speaks to a platform. */
export interface Connection<Session> extends Pick<Upstream, 'contract' | 'ownRefusal' | 'probe' | 'tokens'> {
  /** Shows the platform to the resolvers of one request, by what is known of its version. */
  open(session: RestSession, lists: RequestLists): Session;
  /** The version that answers have shown; undefined if a setting names it. */
  readonly found: FoundVersion | undefined;
  /** As `open`, once the version is found, which may take calls of the session. */
  openFound(session: RestSession, lists: RequestLists): Promise<Session>;
  /** What its answers have shown lately that its contract does not say, and the facade makes up for. */
  departures?(): readonly Departure[];
}

/** In what a server departs from its contract. */
export interface Departure {
  /** The field of the graph that costs more for it, as its name and argument: `kestraUsers(search:`. */
  readonly field: string;
  /** What the server does, and what that costs, in a sentence. */
  readonly departure: string;
}

/** Starts a platform's sandbox. */
export interface SandboxStarter {
  start(options: SandboxOptions): Promise<Sandbox>;
  /** Asks a sandbox for somebody to try things on. */
  example(url: string): Promise<Example>;
}

/** A tab of the explorer. */
export interface Tab {
  /** What it is for, in a few words. */
  readonly name: string;
  /** A document with one operation, which has a name. */
  readonly query: string;
  readonly variables?: object;
  /** Headers beside the credentials. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Credentials and a user to try. On the sandbox they work at once; elsewhere they are placeholders. */
export interface PlatformExample extends Example {
  /** The request header of the credentials. */
  readonly header: string;
  /** Whether they work: on the sandbox. */
  readonly isReal: boolean;
}

/** A list of the graph that can be exported as a whole. */
export interface ExportedList {
  /** The field of `Query` that gives it. */
  readonly list: string;
  /** What is selected of each row: of what no call more is made for. */
  readonly fields: string;
}

/** A platform that this process serves. */
export interface ServedPlatform {
  readonly name: string;
  /** What it is and where, in words. */
  readonly title: string;
  readonly client: RestClient;
  readonly lists: ListFacts;
  readonly open: Connection<unknown>['open'];
  readonly found: FoundVersion | undefined;
  readonly openFound: Connection<unknown>['openFound'];
  readonly departures: NonNullable<Connection<unknown>['departures']>;
  /** The graph's type of its users. */
  readonly userType: string;
  readonly exported: ExportedList;
  readonly example: PlatformExample;
  readonly tabs: readonly Tab[];
}
