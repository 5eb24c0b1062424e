import { execFile } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { PreflightError } from '../base/errors.js'

/** A JDK that the real servers run on. */
export interface Jdk {
  readonly java: string
  readonly javac: string
  /** `17.0.15`. */
  readonly version: string
}

type Environment = Readonly<Record<string, string | undefined>>

/** The one release that Cassandra 5.0 and 4.1, Elasticsearch 7.17, OpenSearch 2.19 and Jetty 9.4 all run on. */
const RELEASE = '17'

/** The JDK of JAVA_HOME, or the first of that release on the search path. Throws a PreflightError that says what there is instead. */
export const findJdk = async (env: Environment = process.env): Promise<Jdk> => {
  let other = ''
  for (const folder of foldersOf(env)) {
    const java = join(folder, 'java')
    const version = await versionOf(java)
    if (version?.split('.')[0] === RELEASE) return { java, javac: join(folder, 'javac'), version }
    if (version !== undefined && other === '') other = `, and ${java} is ${version}`
  }
  throw new PreflightError(
    `real servers need a JDK ${RELEASE}${other === '' ? ', and there is no Java here' : other}: install one and set JAVA_HOME to it`,
  )
}

const foldersOf = (env: Environment): readonly string[] => {
  const home = env['JAVA_HOME'] ?? ''
  const path = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return home === '' ? path : [join(home, 'bin'), ...path]
}

const versionOf = async (java: string): Promise<string | undefined> => {
  try {
    const { stderr } = await promisify(execFile)(java, ['-version'], { timeout: 10_000 })
    return /version "([^"]+)"/.exec(stderr)?.[1]
  } catch {
    return undefined
  }
}
