/** Words of a command as a POSIX shell would read them again. */
export const commandText = (words: readonly string[]): string => words.map(quoted).join(' ')

/** A command with variables of its environment before it. */
export const commandWith = (environment: Readonly<Record<string, string>>, words: readonly string[]): string =>
  [...Object.entries(environment).map(([name, value]) => `${name}=${quoted(value)}`), commandText(words)].join(' ')

const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)
