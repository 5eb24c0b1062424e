import type { UserShape } from '../tatami/shapes.js'
import { groupId } from './groups.js'
import type { Post } from './post.js'
import { SLOTS } from './seeded-posts.js'
import type { SocialNetwork } from './social-network.js'

/** A line's page as JSON. Built by hand: it is by far the largest part of what the stack writes. */
export const statusesJson = (posts: readonly Post[], reader: number, network: SocialNetwork): string =>
  `[${posts.map((post) => statusJson(post, reader, network)).join()}]`

/** One status as the reader sees it, its 25 properties in a fixed order. */
export const statusJson = (post: Post, reader: number, network: SocialNetwork): string => {
  const { directory } = network
  const { author, replyTo } = post
  const names = network.profiles.get(author)
  const date = new Date(post.timeUs / 1000)
  const group = post.group === undefined ? NO_GROUP : groupFields(post.group, network)
  const favourite = network.known(reader)?.favourites?.includes(post.id) ?? false
  return (
    `{"statusId":"${post.id}","timelineId":"${post.id}","type":"STATUS","username":${JSON.stringify(directory.username(author))},` +
    `"statusPrivate":${post.private},"activated":true,${group},"geoLocalization":null,` +
    `"attachments":null,"attachmentIds":null,"content":${JSON.stringify(post.content)},` +
    `"statusDate":${date.getTime()},"iso8601StatusDate":"${date.toISOString()}","prettyPrintStatusDate":"${dayOf(date)}",` +
    `"replyTo":"${replyTo?.id ?? ''}","replyToUsername":${JSON.stringify(replyTo ? directory.username(replyTo.author) : '')},` +
    `"firstName":"${names?.firstName ?? directory.firstName(author)}","lastName":"${names?.lastName ?? directory.lastName(author)}","avatar":"",` +
    `"favorite":${favourite},"detailsAvailable":${replyTo !== undefined || post.replies !== undefined},` +
    `"sharedByUsername":null,"shareByMe":false}`
  )
}

/** A user as the reader sees them. */
export const userShape = (user: number, reader: number, network: SocialNetwork): UserShape => {
  const { directory, graph } = network
  const known = network.known(user)
  const profile = network.profiles.get(user)
  return {
    login: directory.login(user),
    username: directory.username(user),
    avatar: '',
    firstName: profile?.firstName ?? directory.firstName(user),
    lastName: profile?.lastName ?? directory.lastName(user),
    jobTitle: '',
    phoneNumber: '',
    attachmentsSize: 0,
    statusCount: profile?.statusCount ?? (user < graph.population ? SLOTS : 0) + (known?.posts ?? 0),
    friendsCount: profile?.friendsCount ?? (known?.follows ? network.friends(user).length : graph.friends(user).length),
    followersCount:
      profile?.followersCount ?? (known?.followedBy ? network.followers(user).length : graph.followersCount(user)),
    activated: true,
    follower: user !== reader && network.follows(user, reader),
    friend: user !== reader && network.follows(reader, user),
    you: user === reader,
  }
}

const NO_GROUP = '"groupId":null,"groupName":null,"publicGroup":false'
const groupFields = (group: number, { groups }: SocialNetwork): string => {
  const { name, isPublic } = groups.facts(group)
  return `"groupId":"${groupId(group)}","groupName":${JSON.stringify(name)},"publicGroup":${isPublic}`
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const dayOf = (date: Date): string => `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''}`
