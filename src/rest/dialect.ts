import { type ApiError, ForbiddenError, type UnsupportedError } from '../errors.ts';
import type { Contract, Operation } from './contract.ts';
import type { RestSession } from './session.ts';
import { type Conclusion, type Detect, VersionFinder } from './version-finder.ts';

/** The version by which one request speaks to a platform. */
export interface Dialect<Features, Version extends string = string> extends Conclusion<Version> {
  /** What the version can do beyond what its contract states. */
  readonly features: Features;
  readonly contract: Contract;
  /** What found the version; undefined where a setting names it. */
  readonly finder: Pick<VersionFinder, 'doubt' | 'limits' | 'holds'> | undefined;
}

/** What each version of a platform is like. */
export interface Versions<Features, Version extends string> {
  readonly features: Readonly<Record<Version, Features>>;
  readonly newest: Version;
  /** The contract of a version. */
  contractOf(version: Version): Contract;
  /** @param contractOf as above */
  detector(contractOf: (version: Version) => Contract): Detect<Version>;
}

/** The dialects of a platform: of the version that a setting names, or else of the one that is found. */
export class Dialects<Features, Version extends string> {
  readonly finder: VersionFinder<Version> | undefined;
  readonly #versions: Versions<Features, Version>;
  readonly #named: Version | undefined;

  /** @param named `auto` has the version found */
  constructor(named: Version | 'auto', versions: Versions<Features, Version>) {
    this.#versions = versions;
    if (named !== 'auto') this.#named = named;
    else this.finder = new VersionFinder(versions.newest, versions.detector(versions.contractOf));
  }

  /** By what is known without a call: before anything was asked, the newest version. */
  get now(): Dialect<Features, Version> {
    return this.#dialectOf(this.finder?.now ?? { version: this.#named ?? this.#versions.newest, isProved: true });
  }

  /** By the version that is found, which may take calls of the session. */
  async find(session: RestSession): Promise<Dialect<Features, Version>> {
    return this.finder ? this.#dialectOf(await this.finder.find(session)) : this.now;
  }

  #dialectOf(conclusion: Conclusion<Version>): Dialect<Features, Version> {
    const { version } = conclusion;
    return {
      ...conclusion,
      features: this.#versions.features[version],
      contract: this.#versions.contractOf(version),
      finder: this.finder,
    };
  }
}

/**
 * An operation of the version's contract; undefined where it has none of that name.
 * @throws {ApiError} where the version could not be asked for
 */
export function operationIn({ failure, contract }: Dialect<unknown>, id: string): Operation | undefined {
  if (failure) throw failure;
  return contract.operation(id);
}

/**
 * The error for what a version cannot do. Where the version is a guess, it says that instead.
 * @param platform its name and the setting of its version: `['Run:ai', 'RUNAI_VERSION']`
 */
export function whyUnable(
  { isProved, failure, finder }: Dialect<unknown>,
  [name, setting]: readonly [name: string, setting: string],
  unsupported: UnsupportedError,
): ApiError {
  finder?.limits();
  if (failure) return failure;
  if (isProved) return unsupported;
  return new ForbiddenError(
    `${name} denies the caller the reads that show whether its version can do this. The setting ${setting} can name the version.`,
  );
}
