import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { cassandraYaml } from '../../src/servers/cassandra-yaml.js'

const NODE = {
  folder: '/f',
  address: '127.201.0.1',
  port: 9_042,
  storagePort: 9_043,
  seeds: ['127.201.0.1:9043', '127.201.0.2:9043'],
  isRelease4: false,
}

describe('cassandraYaml', () => {
  it('listens on the address of the node only, and keeps everything below its folder', () => {
    const yaml = parse(cassandraYaml(NODE))
    expect(yaml).toMatchObject({
      listen_address: '127.201.0.1',
      rpc_address: '127.201.0.1',
      native_transport_port: 9_042,
      storage_port: 9_043,
      data_file_directories: ['/f/data'],
    })
    const folders = Object.entries(yaml).filter(([name]) => name.endsWith('_directory'))
    expect(folders.length).toBe(4)
    for (const [, path] of folders) expect(path).toMatch(/^\/f\//)
  })

  it('names all seeds in the one text that Cassandra reads', () => {
    const [provider] = parse(cassandraYaml(NODE)).seed_provider
    expect(provider.parameters).toEqual([{ seeds: '127.201.0.1:9043,127.201.0.2:9043' }])
  })

  it('leaves the place on the ring to the node, or gives it one', () => {
    expect(parse(cassandraYaml(NODE))).not.toHaveProperty('initial_token')
    const given = parse(cassandraYaml({ ...NODE, token: '-9223372036854775808' }))
    expect(given).toMatchObject({ initial_token: '-9223372036854775808' })
    expect(given).not.toHaveProperty('allocate_tokens_for_local_replication_factor')
  })

  it('says nothing to 4.1 that it does not know', () => {
    expect(parse(cassandraYaml(NODE))).toHaveProperty('commitlog_disk_access_mode')
    expect(parse(cassandraYaml({ ...NODE, isRelease4: true }))).not.toHaveProperty('commitlog_disk_access_mode')
  })
})
