/** What the command line and the environment can say about a profile, and which key of the profile it sets. */
export interface ProfileOption {
  /** As commander names the value: `rampDown`. */
  readonly key: keyof ProfileFlags
  readonly flag: string
  readonly env: string
  /** Another name of the variable. */
  readonly envAlias?: string
  /** Key of the profile, from the outermost. */
  readonly path: readonly string[]
  /** `text` is one value, `list` several, `switch` true where it stands, `pairs` several `key=value`. */
  readonly kind: 'text' | 'list' | 'pairs' | 'switch'
  /** Between the values of a list in the environment. */
  readonly separator?: ',' | ';'
  readonly help: string
}

/** Values of flags as commander hands them over; those not given are absent. */
export interface ProfileFlags {
  readonly users?: string | undefined
  readonly ramp?: string | undefined
  readonly hold?: string | undefined
  readonly duration?: string | undefined
  readonly rampDown?: string | undefined
  readonly target?: string | readonly string[] | undefined
  readonly resolve?: readonly string[] | undefined
  readonly cacert?: string | undefined
  readonly insecure?: boolean | undefined
  readonly cert?: string | undefined
  readonly key?: string | undefined
  readonly keyPassphrase?: string | undefined
  readonly iAmAuthorisedToLoad?: readonly string[] | undefined
  readonly accounts?: string | undefined
  readonly localIps?: string | readonly string[] | undefined
  readonly seed?: string | undefined
  readonly slo?: readonly string[] | undefined
  readonly strict?: boolean | undefined
  readonly abortOn?: readonly string[] | undefined
  readonly fault?: readonly string[] | undefined
  readonly scarce?: readonly string[] | undefined
  readonly plain?: boolean | undefined
  readonly stores?: string | undefined
  readonly tag?: readonly string[] | undefined
  readonly shards?: string | undefined
  readonly traceRate?: string | undefined
  readonly tlsMin?: string | undefined
  readonly tlsMax?: string | undefined
  readonly resumption?: string | undefined
  readonly transport?: string | undefined
  readonly lang?: string | undefined
}

const option = (
  key: keyof ProfileFlags,
  path: string,
  kind: ProfileOption['kind'],
  help: string,
  separator?: ',' | ';',
): ProfileOption => {
  const words = key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  return {
    key,
    flag: `--${words}`,
    env: `TATAMI_LOAD_${words.replaceAll('-', '_').toUpperCase()}`,
    path: path.split('.'),
    kind,
    help,
    ...(separator && { separator }),
  }
}

/** Names the profile where the command line does not. */
export const PROFILE_VARIABLE = 'TATAMI_LOAD_PROFILE'

/** Also of commands that read no profile. */
export const LANGUAGE_OPTION = option('lang', 'language', 'text', 'language of the reports: en or fr')

/** All of them, in the order of the help. A list replaces the profile's; tags are added to it. */
export const PROFILE_OPTIONS: readonly ProfileOption[] = [
  // The field's other name for users.
  { ...option('users', 'users', 'text', 'users at the peak, 160k'), envAlias: 'TATAMI_LOAD_VUS' },
  option('ramp', 'ramp', 'text', 'time in which they arrive, 15m, or arrivals a second, 200/s'),
  option('hold', 'hold', 'text', 'time they stay, 5m'),
  option('duration', 'duration', 'text', 'ramp and hold together, in place of --hold'),
  option('rampDown', 'rampDown', 'text', 'time over which they log out, 10s'),
  option('target', 'target.urls', 'list', 'front URL to load in place of the embedded rehearsal stack', ','),
  option('resolve', 'target.resolve', 'list', 'HOST:PORT:ADDR to connect to, as with curl', ','),
  option('cacert', 'target.cacert', 'text', "PEM file with the authority of the target's certificate"),
  option('insecure', 'target.insecure', 'switch', 'accept any certificate'),
  option('cert', 'target.cert', 'text', 'PEM file of the certificate to show when asked for one'),
  option('key', 'target.key', 'text', 'PEM file of the key that belongs to --cert'),
  option('keyPassphrase', 'target.keyPassphrase', 'text', 'passphrase of --key; the environment hides it better'),
  option('iAmAuthorisedToLoad', 'target.authorisedHosts', 'list', 'host you are authorised to load', ','),
  option('accounts', 'accounts.csv', 'text', 'CSV file of accounts, header login,password'),
  option('localIps', 'localIps', 'list', 'source addresses, with commas between them', ','),
  option('seed', 'seed', 'text', 'number that fixes arrivals, actions and texts'),
  option('slo', 'slos', 'list', "SLO, in place of the profile's: 'timeline.p99 < 500ms'", ';'),
  option('strict', 'strict', 'switch', 'an SLO met on too few samples is inconclusive'),
  option('abortOn', 'abortOn', 'list', "rule that ends the run: 'errors > 5% for 30s'", ';'),
  option('fault', 'rehearsal.faults', 'list', 'fault of the rehearsal: target[/node]:kind[=value][@from[-to]]', ';'),
  option(
    'scarce',
    'rehearsal.scarce',
    'list',
    'how little a node of a tier of the rehearsal does: tier=slots x time',
    ';',
  ),
  option('plain', 'rehearsal.plain', 'switch', 'rehearsal without TLS'),
  option('stores', 'rehearsal.stores', 'text', 'stores of the rehearsal: model, or real Cassandra and Elasticsearch'),
  option('tag', 'tags', 'pairs', 'k=v kept with the run', ','),
  option('shards', 'shards', 'text', 'processes that play the users'),
  option('traceRate', 'tiers.traceRate', 'text', 'requests a second with a trace header'),
  option('tlsMin', 'tls.minVersion', 'text', 'oldest version of TLS, 1.2 or 1.3'),
  option('tlsMax', 'tls.maxVersion', 'text', 'newest version of TLS, 1.2 or 1.3'),
  option('resumption', 'tls.resumption', 'text', 'TLS sessions to resume: as-offered, never or always'),
  option('transport', 'transport', 'text', 'who speaks HTTP: own, or undici to hold it against'),
  LANGUAGE_OPTION,
]

/** Switches that say nothing about the profile, but how a command goes about it. */
export type RunSwitch = `TATAMI_LOAD_${'FORCE' | 'QUIET' | 'VERBOSE' | 'NO_COLOR'}`

/** One variable of the environment. */
export interface Variable {
  readonly name: string
  /** The flag, argument or command that it speaks for. */
  readonly flag: string
  readonly help: string
  /** Between several values. */
  readonly separator?: ',' | ';'
}

const variablesOf = ({ env, envAlias, flag, help, separator }: ProfileOption): readonly Variable[] => [
  { name: env, flag, help, ...(separator && { separator }) },
  ...(envAlias === undefined ? [] : [{ name: envAlias, flag, help: `another name of ${env}` }]),
]

/** Each true where it stands with true, yes or 1. */
export const RUN_SWITCHES: readonly (Variable & { readonly name: RunSwitch })[] = [
  { name: 'TATAMI_LOAD_FORCE', flag: '--force', help: 'try a plan that this machine cannot carry' },
  { name: 'TATAMI_LOAD_QUIET', flag: '--quiet', help: 'no progress' },
  { name: 'TATAMI_LOAD_VERBOSE', flag: '--verbose', help: 'a line with details each second' },
  { name: 'TATAMI_LOAD_NO_COLOR', flag: '--no-color', help: 'no colour, as with NO_COLOR' },
]

/** All variables that any command reads; each is overridden by its flag and overrides the file. */
export const ENVIRONMENT: readonly Variable[] = [
  { name: PROFILE_VARIABLE, flag: 'PROFILE', help: 'name of a built-in profile, or a file' },
  ...PROFILE_OPTIONS.flatMap(variablesOf),
  { name: 'TATAMI_LOAD_OUT', flag: '--out', help: 'folder for the run' },
  ...RUN_SWITCHES,
  { name: 'TATAMI_LOAD_SEED_PASSWORD', flag: 'seed', help: 'password of the accounts that seed makes' },
]
