/** A status as 3.1 shows it in lines and details: 25 keys, nulls included. Pages are asked for by `timelineId`. */
export interface StatusShape {
  readonly statusId: string
  readonly timelineId: string
  readonly type: 'STATUS' | 'SHARE' | 'ANNOUNCEMENT' | 'MENTION_FRIEND' | 'MENTION_SHARE'
  readonly username: string
  readonly statusPrivate: boolean
  readonly activated: boolean
  readonly groupId: string | null
  readonly groupName: string | null
  readonly geoLocalization: string | null
  readonly publicGroup: boolean
  readonly attachments: readonly unknown[] | null
  readonly attachmentIds: readonly string[] | null
  readonly content: string | null
  readonly statusDate: number
  readonly iso8601StatusDate: string
  readonly prettyPrintStatusDate: string
  readonly replyTo: string
  readonly replyToUsername: string
  readonly firstName: string
  readonly lastName: string
  readonly avatar: string
  readonly favorite: boolean
  readonly detailsAvailable: boolean
  readonly sharedByUsername: string | null
  readonly shareByMe: boolean
}

/** A user as 3.1 answers `users/{u}`, friends, followers, suggestions and search. */
export interface UserShape {
  readonly login: string
  readonly username: string
  readonly avatar: string
  readonly firstName: string
  readonly lastName: string
  readonly jobTitle: string
  readonly phoneNumber: string
  readonly attachmentsSize: number
  readonly statusCount: number
  readonly friendsCount: number
  readonly followersCount: number
  readonly activated: boolean
  readonly follower: boolean
  readonly friend: boolean
  readonly you: boolean
}

/** A group as whoever asks sees it: `counter` is its number of members. */
export interface GroupShape {
  readonly groupId: string
  readonly publicGroup: boolean
  readonly archivedGroup: boolean
  readonly name: string
  readonly description: string
  readonly counter: number
  readonly member: boolean
  readonly administrator: boolean
}

/** A tag as whoever asks sees it; its name without the `#`. */
export interface TagShape {
  readonly name: string
  readonly followed: boolean
  readonly trendingUp: boolean
}

/** What the page posts as a new status. The answer is `{}`: the new id is not told. */
export interface NewStatusShape {
  readonly content: string
  readonly groupId: string
  readonly attachmentIds: readonly string[]
  readonly replyTo: string
  readonly geoLocalization: string
  readonly statusPrivate: boolean
}

/** Longest text of a status, after un-escaping. */
export const CONTENT_LIMIT = 2048
