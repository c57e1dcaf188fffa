import { closest, distance } from 'fastest-levenshtein';
import { z } from 'zod';
import { platformNames } from '../platforms.ts';

type Settings = Readonly<Record<string, z.core.$ZodType>>;

/**
 * Beginnings that only this program uses: a variable that begins so and is no setting is a mistake. `LOG_`, `OTEL_` and
 * `NODE_` are not among them, as other programs' variables begin so too.
 */
const own = new RegExp(
  `^(${platformNames.join('|').toUpperCase()}|SANDBOX|UPSTREAM|REQUEST|BREAKER|MAX|JIT|TRUSTED|CORS|DRAIN|USERS_GRAPH)_`,
);

/** What Run:ai itself sets in the containers that it runs. */
const ofRunai = ['RUNAI_NUM_OF_GPUS'];

/** What the doctor asks with, and nothing else does: see `loadCredentials`. */
const ofDoctor = platformNames.map((name) => `${name.toUpperCase()}_AUTHORIZATION`);

/** Names at most this far apart are one name and a slip. Shorter settings have too many neighbours. */
const slip = 2;
const shortest = 8;

/**
 * Says whether an orchestrator set the variable, to tell where a service is: Kubernetes does so for a service `kestra`
 * (`KESTRA_SERVICE_HOST`, `KESTRA_PORT_80_TCP`), Docker for a link of that name (`KESTRA_NAME`, `KESTRA_ENV_…`).
 */
export function isInjected(name: string, value: string): boolean {
  return (
    /_SERVICE_HOST$|_SERVICE_PORT(_\w+)?$|_PORT_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?$|_ENV_/.test(name) ||
    (name.endsWith('_PORT') && /^(tcp|udp|sctp):\/\//.test(value)) ||
    (name.endsWith('_NAME') && /^\/.+\/.+/.test(value))
  );
}

/**
 * Finds the variables that were meant to be settings and are none.
 * @param given variables that are not empty
 * @returns a line for each, which names what was probably meant and never the value: it may be a secret
 */
export function unknownSettings(given: Readonly<Record<string, string>>, settings: Settings): string[] {
  return Object.entries(given)
    .filter(([name]) => !Object.hasOwn(settings, name) && ![...ofRunai, ...ofDoctor].includes(name))
    .flatMap(([name, value]) => {
      const plain = name.toUpperCase().replace(/\W/g, '_');
      const [prefix] = own.exec(plain) ?? [];
      if (prefix) return [`${name} is not a setting${suggestion(plain, prefix, Object.keys(settings))}`];
      const near = nearMiss(plain, value, settings);
      return near ? [`${name} is not a setting: did you mean ${near}?`] : [];
    });
}

function suggestion(name: string, prefix: string, known: readonly string[]): string {
  const asked = name.replace(/^USERS_GRAPH_/, '');
  const nearest = closest(asked, known);
  if (distance(asked, nearest) <= asked.length * 0.4) return `: did you mean ${nearest}?`;
  const relatives = known.filter((setting) => setting.startsWith(prefix));
  return relatives.length > 0 ? `; those that begin with ${prefix} are: ${relatives.join(', ')}.` : '.';
}

/** A setting that the name differs from by a slip only, and that would take the value; other programs' names pass. */
function nearMiss(name: string, value: string, settings: Settings): string | undefined {
  const candidates = Object.keys(settings).filter(
    (setting) => setting.length >= shortest && !/^(OTEL|NODE)_/.test(setting),
  );
  const nearest = closest(name, candidates);
  const near = nearest[0] === name[0] && distance(name, nearest) <= slip;
  const setting = settings[nearest];
  return near && setting && z.safeParse(setting, value).success ? nearest : undefined;
}
