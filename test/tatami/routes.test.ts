import { describe, expect, it } from 'vitest'
import { homeTimeline, searchAll, tagTimeline, userTags, withQuery } from '../../src/tatami/routes.js'

describe('routes', () => {
  it.each([
    [homeTimeline(), '/tatami/rest/statuses/home_timeline'],
    [homeTimeline('a-1'), '/tatami/rest/statuses/home_timeline?start=a-1'],
    [searchAll('a&b c'), '/tatami/rest/search/all?q=a%26b%20c'],
    [tagTimeline('c#'), '/tatami/rest/tags/c%23/tag_timeline'],
    [userTags('bob'), '/tatami/rest/tags?popular=true&user=bob'],
    [withQuery(userTags('bob'), { _: 17 }), '/tatami/rest/tags?popular=true&user=bob&_=17'],
  ])('%s', (path, expected) => expect(path).toBe(expected))
})
