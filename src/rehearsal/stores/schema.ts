/** Tables of Tatami's column families, in CQL; people are numbers, as everywhere in the rehearsal. */
export const schemaOf = (replication: number): readonly string[] => [
  `CREATE KEYSPACE tatami WITH replication = {'class': 'SimpleStrategy', 'replication_factor': ${replication}}`,
  'CREATE TABLE tatami.users (user int PRIMARY KEY, login text, password text, first_name text, last_name text)',
  'CREATE TABLE tatami.counters (user int, name text, value counter, PRIMARY KEY (user, name))',
  'CREATE TABLE tatami.domains (domain text, user int, PRIMARY KEY (domain, user))',
  'CREATE TABLE tatami.friends (user int, friend int, PRIMARY KEY (user, friend))',
  'CREATE TABLE tatami.followers (user int, follower int, PRIMARY KEY (user, follower))',
  'CREATE TABLE tatami.statuses (id timeuuid PRIMARY KEY, author int, content text, private boolean, group_number int, reply_to timeuuid, reply_to_author int)',
  'CREATE TABLE tatami.discussions (id timeuuid, reply timeuuid, PRIMARY KEY (id, reply))',
  'CREATE TABLE tatami.shares (id timeuuid, sharer int, PRIMARY KEY (id, sharer))',
  'CREATE TABLE tatami.dayline (day text, user int, posts counter, PRIMARY KEY (day, user))',
  'CREATE TABLE tatami.tag_counts (domain text, tag text, posts counter, PRIMARY KEY (domain, tag))',
  'CREATE TABLE tatami.followed_tags (user int, tag text, PRIMARY KEY (user, tag))',
  'CREATE TABLE tatami.user_groups (user int, group_number int, PRIMARY KEY (user, group_number))',
  'CREATE TABLE tatami.groups (group_number int PRIMARY KEY, name text, description text, public boolean, founder int)',
  'CREATE TABLE tatami.group_members (group_number int, user int, PRIMARY KEY (group_number, user))',
  ...LINE_TABLES.map(
    (name) =>
      `CREATE TABLE tatami.${name} (key text, id timeuuid, PRIMARY KEY (key, id)) WITH CLUSTERING ORDER BY (id DESC)`,
  ),
]

/** Tables with statuses by what they are of, newest first. */
export const LINE_TABLES = [
  'timeline',
  'userline',
  'mentionline',
  'tagline',
  'groupline',
  'domainline',
  'favline',
  'trends',
] as const
export type LineTable = (typeof LINE_TABLES)[number]

/** Every statement on those tables that the application makes. */
export const CQL = {
  user: 'SELECT login, password, first_name, last_name FROM tatami.users WHERE user = ?',
  newUser: 'INSERT INTO tatami.users (user, login, password, first_name, last_name) VALUES (?, ?, ?, ?, ?)',
  counter: 'SELECT value FROM tatami.counters WHERE user = ? AND name = ?',
  addToCounter: 'UPDATE tatami.counters SET value = value + ? WHERE user = ? AND name = ?',
  domain: 'INSERT INTO tatami.domains (domain, user) VALUES (?, ?)',
  friends: 'SELECT friend AS user FROM tatami.friends WHERE user = ? LIMIT 10000',
  newFriend: 'INSERT INTO tatami.friends (user, friend) VALUES (?, ?)',
  noFriend: 'DELETE FROM tatami.friends WHERE user = ? AND friend = ?',
  followers: 'SELECT follower AS user FROM tatami.followers WHERE user = ? LIMIT 10000',
  newFollower: 'INSERT INTO tatami.followers (user, follower) VALUES (?, ?)',
  noFollower: 'DELETE FROM tatami.followers WHERE user = ? AND follower = ?',
  status: 'SELECT author, content, private, group_number, reply_to, reply_to_author FROM tatami.statuses WHERE id = ?',
  newStatus:
    'INSERT INTO tatami.statuses (id, author, content, private, group_number, reply_to, reply_to_author) VALUES (?, ?, ?, ?, ?, ?, ?)',
  noStatus: 'DELETE FROM tatami.statuses WHERE id = ?',
  discussion: 'SELECT reply FROM tatami.discussions WHERE id = ? LIMIT 50',
  newReply: 'INSERT INTO tatami.discussions (id, reply) VALUES (?, ?)',
  shares: 'SELECT sharer FROM tatami.shares WHERE id = ? LIMIT 50',
  ownShare: 'SELECT sharer FROM tatami.shares WHERE id = ? AND sharer = ?',
  addToDay: 'UPDATE tatami.dayline SET posts = posts + 1 WHERE day = ? AND user = ?',
  addToTag: 'UPDATE tatami.tag_counts SET posts = posts + 1 WHERE domain = ? AND tag = ?',
  trends: 'SELECT id FROM tatami.trends WHERE key = ? LIMIT 100',
  followedTags: 'SELECT tag FROM tatami.followed_tags WHERE user = ?',
  userGroups: 'SELECT group_number FROM tatami.user_groups WHERE user = ?',
  newUserGroup: 'INSERT INTO tatami.user_groups (user, group_number) VALUES (?, ?)',
  noUserGroup: 'DELETE FROM tatami.user_groups WHERE user = ? AND group_number = ?',
  group: 'SELECT name, description, public, founder FROM tatami.groups WHERE group_number = ?',
  newGroup: 'INSERT INTO tatami.groups (group_number, name, description, public, founder) VALUES (?, ?, ?, ?, ?)',
  groupMembers: 'SELECT user FROM tatami.group_members WHERE group_number = ?',
  newGroupMember: 'INSERT INTO tatami.group_members (group_number, user) VALUES (?, ?)',
  noGroupMember: 'DELETE FROM tatami.group_members WHERE group_number = ? AND user = ?',
  favourites: 'SELECT id FROM tatami.favline WHERE key = ? LIMIT 50',
  noFavourite: 'DELETE FROM tatami.favline WHERE key = ? AND id = ?',
} as const

/** The newest of a line, all or those of one side of a position. */
export const lineSelect = (table: LineTable, side?: '>' | '<='): string =>
  `SELECT id FROM tatami.${table} WHERE key = ?${side ? ` AND id ${side} ?` : ''} LIMIT ?`

/** A status onto a line. */
export const lineInsert = (table: LineTable): string => `INSERT INTO tatami.${table} (key, id) VALUES (?, ?)`
