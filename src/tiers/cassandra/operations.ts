/** What a coordinator does, as each generation of Cassandra calls it. */
export interface Operation {
  /** Our word. */
  readonly name: string
  /** `scope` of its metrics since 1.2. */
  readonly scope: string
  /** What its attributes of StorageProxy are named by, until 2.1. */
  readonly proxy?: string
}

export const OPERATIONS: readonly Operation[] = [
  { name: 'read', scope: 'Read', proxy: 'Read' },
  { name: 'write', scope: 'Write', proxy: 'Write' },
  { name: 'range', scope: 'RangeSlice', proxy: 'Range' },
  { name: 'cas-read', scope: 'CASRead' },
  { name: 'cas-write', scope: 'CASWrite' },
]

/** The bean of one of an operation's metrics. */
export const clientRequest = (scope: string, name: string): string =>
  `org.apache.cassandra.metrics:type=ClientRequest,scope=${scope},name=${name}`
