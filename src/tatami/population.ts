/** Domain, and so company, of the accounts a rehearsal stack knows from the start. */
export const DOMAIN = 'bank.example'
/** Account names of the seeded population; `{n}` is a whole number from 0. */
export const ACCOUNT_PATTERN = `user{n}@${DOMAIN}`
/** The password all seeded accounts share. */
export const PASSWORD = 'tatami'

/** Mean followers of who posts: what `seed` makes, and about what the rehearsal's people have. */
export const FOLLOWERS_MEAN = 50

/** Every seeded post starts with one of these, so each can be searched and must be found. Prime in number: see `seeded-posts.ts`. */
export const KNOWN_WORDS: readonly string[] = (
  'account advance agenda analysis annual approval archive audit balance barrier beacon benefit bonus branch bridge ' +
  'budget bulletin calendar campaign canteen capital charter circle client climate coffee college comment concert ' +
  'contract council courier credit culture customer deadline delivery deposit design dialogue digital discount ' +
  'dividend document economy edition election energy evening exchange factory feedback festival finance forecast ' +
  'forum garden guide harbour holiday insight interest interview invoice journal journey kitchen lecture ledger ' +
  'library lottery manual margin market meeting merger mission mortgage museum network notice office opening ' +
  'package parking partner payment pension policy'
).split(' ')

/** Every seeded post carries one of these as `#tag`. Prime in number, like the words. */
export const KNOWN_TAGS: readonly string[] = (
  'agile bikes careers cloud compliance data diversity green health hiring history ideas innovation launch learning ' +
  'mobile payments projects quality security sport strategy welcome'
).split(' ')

/** First names of the seeded users; user n has the one at n modulo their number. */
export const FIRST_NAMES: readonly string[] = (
  'Alice Amir Anna Bruno Chloe Clara Daniel Diego Elena Emil Fatima Felix Grace Hana Hugo Ines Ivan Jana Jonas Julia ' +
  'Karim Lea Leo Lina Louis Lucas Maria Marta Maya Milan Mina Nadia Nils Nina Noah Olga Omar Oscar Paul Petra Rosa ' +
  'Samir Sara Sofia Theo Tom Vera Viktor Yara Zoe'
).split(' ')

/** Last names of the seeded users; user n has the one at n divided by the number of first names. */
export const LAST_NAMES: readonly string[] = (
  'Almeida Andersson Bakker Bauer Bernard Bianchi Blanc Carter Costa Dubois Duval Evans Fischer Fontaine Garcia Girard ' +
  'Hansen Hoffmann Ivanov Jansen Keller Kovacs Lambert Larsen Leroy Lopez Martin Meyer Moreau Moretti Novak Nowak ' +
  'Olsen Perez Petit Ricci Richter Rossi Roux Schmid Silva Simon Torres Vidal Wagner Weber'
).split(' ')
