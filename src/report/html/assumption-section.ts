import { said } from '../../language/said.js'
import { say } from '../../language/say.js'
import type { AssumedKey } from '../../profile/assumed-keys.js'
import { type Assumption, assumedText } from '../assumptions.js'
import type { Result } from '../result.js'
import { html, type Markup } from './markup.js'
import { htmlTable } from './table.js'

/** What the load rests on, each with its source: whoever does not agree with these need not read on. */
export const assumptionSection = ({ assumptions, command }: Result): Markup | undefined => {
  if (assumptions.length === 0) return undefined
  // A run of before sources were kept has no command either.
  const isKnown = command !== null
  const source = ({ key, source }: Assumption): string =>
    isKnown ? said(source ?? (key === 'seed' ? 'drawn' : 'default')) : say`not kept`
  return html`<p>${say`The verdict holds for this load. Who comes, how often they act and how they arrive are assumptions about the day, to be agreed by whoever answers for it; a default is the tool's own idea of an event and not a measured figure of this house.`}</p>
${htmlTable<Assumption>(
  [
    { head: 'Assumption', cell: ({ key }) => said(NAMES[key]) },
    { head: 'Value', cell: assumedText, kind: 'number' },
    { head: 'Source', cell: source },
    { head: 'Key of the profile', cell: ({ key }) => html`<code>${key}</code>`, kind: 'words' },
  ],
  assumptions,
  ({ key }) => (key.startsWith('behaviour.') ? 'behaviour' : 'other'),
)}`
}

const NAMES: Readonly<Record<AssumedKey, string>> = {
  users: 'Users at the peak',
  ramp: 'They arrive within',
  hold: 'All of them stay for',
  rampDown: 'They log out within',
  'behaviour.poll': 'The open list is polled every',
  'behaviour.session': 'Mean length of a session',
  'behaviour.perUserHour.posts': 'Posts of a user',
  'behaviour.perUserHour.searches': 'Searches of a user',
  'behaviour.perUserHour.scrolls': 'Scrolls of a user through older posts',
  'behaviour.perUserHour.profiles': 'Profiles that a user opens',
  'behaviour.perUserHour.tags': 'Tags that a user opens',
  'behaviour.perUserHour.groups': 'Groups that a user opens',
  'behaviour.perUserHour.favourites': 'Favourites of a user',
  'behaviour.perUserHour.follows': 'People that a user begins to follow',
  'behaviour.posts.replies': 'Posts that are replies',
  'behaviour.posts.withTag': 'Posts with a tag',
  'behaviour.posts.withMention': 'Posts that mention somebody',
  'behaviour.posts.private': 'Private posts',
  'behaviour.coldCaches': 'Users who come with an empty browser cache',
  'behaviour.reloadAfterError': 'Mean time until a page that failed is loaded again',
  'connections.perUser': 'Connections that a browser opens at most',
  'timeouts.connect': 'Time allowed for a connection',
  'timeouts.request': 'Time allowed for an answer',
  'tls.resumption': 'TLS sessions are resumed',
  accounts: 'Accounts',
  seed: 'Seed of arrivals, actions and texts',
}
