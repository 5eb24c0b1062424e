/** A real server that was started here, up and answering. */
export interface Server {
  /** `Cassandra 5.0.9 at 127.200.1.2:9042`. */
  readonly name: string
  /** Of its own on this machine's loopback. */
  readonly address: string
  /** Where it serves. */
  readonly port: number
  readonly pid: number
  /** All that it says; goes with its folder. */
  readonly logPath: string
  /** URL of the Jolokia agent in its JVM. */
  readonly jolokia: string
  /** Resolves with how it ended by itself and what it said last; never rejects. */
  readonly died: Promise<string>
  /** Ends it, by force where it does not end in time, and removes its folder. Safe to call twice. */
  stop(): Promise<void>
}

/** What all servers are started with. */
export interface ServerOptions {
  readonly heapMb?: number
  /** Folder in which the server gets its own. */
  readonly parentFolder?: string
  /** Where fetched servers are kept. */
  readonly cache?: string
  /** Arguments of `java` that start its agents, in place of those of the Jolokia agent. */
  readonly agents?: (place: AgentPlace) => readonly string[]
}

/** Where a server's Jolokia agent is, and where it must answer. */
export interface AgentPlace {
  /** Path of its jar. */
  readonly jar: string
  readonly address: string
  readonly port: number
}
