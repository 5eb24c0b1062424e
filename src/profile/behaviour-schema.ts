import { z } from 'zod'
import { duration, durationUs, perHour, share, written } from './human-values.js'

const perUserHour = z.strictObject({
  posts: perHour().optional().meta({ description: 'Posts written.' }),
  searches: perHour().optional().meta({ description: 'Searches, one request for each key-up.' }),
  scrolls: perHour().optional().meta({ description: 'Looks at older posts.' }),
  profiles: perHour().optional().meta({ description: "Looks at a colleague's profile." }),
  tags: perHour().optional().meta({ description: "Looks at a tag's time-line." }),
  groups: perHour().optional().meta({ description: 'Looks at the group one is in; seed makes groups.' }),
  favourites: perHour().optional().meta({ description: 'Posts marked as favourite.' }),
  follows: perHour().optional().meta({ description: 'People followed.' }),
})

const posts = z.strictObject({
  replies: share().optional().meta({ description: 'Answers to a post.' }),
  withTag: share().optional().meta({ description: 'With a tag.' }),
  withMention: share().optional().meta({ description: 'With the name of a colleague, who is told.' }),
  private: share().optional().meta({ description: 'Private ones.' }),
})

/** The section `behaviour` of a profile: what one user does. */
export const behaviourSchema = z
  .strictObject({
    poll: written((value) => parsePoll(value), 'write a duration of at least 1s such as 20s, or off')
      .optional()
      .meta({ description: 'The open time-line is polled on this fixed tick; off: not at all.' }),
    perUserHour: perUserHour
      .optional()
      .meta({ description: 'How often a user does something in an hour, on average.' }),
    posts: posts.optional().meta({ description: 'Shares of posts, each drawn apart from the others.' }),
    session: written((value) => parseSession(value), 'write a mean length of at least 1s such as 45m, or one-pass')
      .optional()
      .meta({
        description: 'Mean of the exponential session length; one-pass: each step once, and no one comes after.',
      }),
    coldCaches: share().optional().meta({ description: 'Share of users whose browser holds no static file yet.' }),
    reloadAfterError: duration(1_000_000, '1s')
      .optional()
      .meta({ description: 'Mean time until a user reloads the page that stopped polling after an error.' }),
  })
  .meta({ description: 'What one user does.' })

const SECOND_US = 1_000_000

const parsePoll = (value: string | number) => {
  if (value === 'off') return { kind: 'off' } as const
  const everyUs = durationUs(value)
  return everyUs !== undefined && everyUs >= SECOND_US ? ({ kind: 'every', everyUs } as const) : undefined
}

const parseSession = (value: string | number) => {
  if (value === 'one-pass') return { kind: 'one-pass' } as const
  const meanUs = durationUs(value)
  return meanUs !== undefined && meanUs >= SECOND_US ? ({ kind: 'exponential', meanUs } as const) : undefined
}
