/** Of one small node with throw-away data. */
export interface CassandraNode {
  readonly folder: string
  readonly address: string
  readonly port: number
  readonly storagePort: number
  readonly seeds: readonly string[]
  readonly token?: string
  /** 4.1, which knows less. */
  readonly isRelease4: boolean
}

/** The whole cassandra.yaml. Values are quoted as JSON, which YAML contains. */
export const cassandraYaml = (node: CassandraNode): string => {
  const { folder, address, port, storagePort, seeds, token, isRelease4 } = node
  const seedProvider = {
    class_name: 'org.apache.cassandra.locator.SimpleSeedProvider',
    parameters: [{ seeds: seeds.join(',') }],
  }
  const settings = {
    cluster_name: 'tatami-load',
    num_tokens: 1,
    // The node chooses its place itself, or has been given it.
    ...(token === undefined ? { allocate_tokens_for_local_replication_factor: 1 } : { initial_token: token }),
    partitioner: 'org.apache.cassandra.dht.Murmur3Partitioner',
    endpoint_snitch: 'SimpleSnitch',
    listen_address: address,
    rpc_address: address,
    native_transport_port: port,
    storage_port: storagePort,
    seed_provider: [seedProvider],
    ...foldersBelow(folder),
    ...SMALL,
    ...(!isRelease4 && { commitlog_disk_access_mode: 'legacy' }),
  }
  return Object.entries(settings)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
    .join('')
}

const foldersBelow = (folder: string) => ({
  data_file_directories: [`${folder}/data`],
  commitlog_directory: `${folder}/commitlog`,
  saved_caches_directory: `${folder}/saved_caches`,
  hints_directory: `${folder}/hints`,
  cdc_raw_directory: `${folder}/cdc_raw`,
})

const SMALL = {
  commitlog_sync: 'periodic',
  commitlog_sync_period: '10s',
  commitlog_segment_size: '4MiB',
  auto_snapshot: false,
  auto_bootstrap: false,
  hinted_handoff_enabled: false,
  memtable_heap_space: '64MiB',
  memtable_offheap_space: '64MiB',
  key_cache_size: '8MiB',
  file_cache_size: '32MiB',
  networking_cache_size: '16MiB',
  concurrent_reads: 8,
  concurrent_writes: 8,
  concurrent_compactors: 1,
  memtable_flush_writers: 1,
}
