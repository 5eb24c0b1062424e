import { describe, expect, it } from 'vitest'
import { confirmFiles, fetchFiles } from '../../src/scenarios/page-files.js'
import { FakeTatami } from './fake-tatami.js'
import { play } from './played.js'

const FILES = [
  { path: '/css/only-here.css', bytes: 4 },
  { path: '/img/only-here.png', bytes: 4 },
]
const conditions = (sent: ReturnType<typeof play>['sent']) =>
  sent.map(({ headers }) => /If-Modified-Since: (.*)\r\n/.exec(headers)?.[1])

describe('page files', () => {
  it('are fetched together, whole', () => {
    const { sent } = play((user) => fetchFiles(user, FILES), new FakeTatami())
    expect(sent.map(({ path, dueUs }) => [path, dueUs])).toEqual(FILES.map(({ path }) => [path, 1e6]))
    expect(conditions(sent)).toEqual([undefined, undefined])
  })

  it('are confirmed by the date they were last served with', () => {
    play((user) => fetchFiles(user, FILES), new FakeTatami())
    const { sent } = play((user) => confirmFiles(user, FILES), new FakeTatami())
    expect(conditions(sent)).toEqual(['Wed, 05 Nov 2014 10:00:00 GMT', 'Wed, 05 Nov 2014 10:00:00 GMT'])
  })

  it('do not stop the page when they are missing', () => {
    const platform = new FakeTatami()
    platform.instead = () => ({ status: 404 })
    const { sent } = play(function* (user) {
      yield* fetchFiles(user, FILES)
      yield* fetchFiles(user, FILES)
    }, platform)
    expect(sent.map(({ outcome }) => outcome)).toEqual(['status', 'status', 'status', 'status'])
  })
})
