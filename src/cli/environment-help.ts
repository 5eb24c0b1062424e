import { ENVIRONMENT } from '../profile/profile-options.js'

/** All variables that any command reads, a line each, for the help. */
export const environmentHelp = (): string => {
  const width = Math.max(...ENVIRONMENT.map(({ name }) => name.length))
  return ENVIRONMENT.map(
    ({ name, flag, separator }) => `  ${name.padEnd(width)}  ${flag}${separator ? ` (${separator})` : ''}`,
  ).join('\n')
}
