import { readFileSync } from 'node:fs'

/** What a program last complained of: the first line of a log that matches, or else its last one; undefined without any. */
export const lastLine = (path: string, telling?: RegExp): string | undefined => {
  const lines = textOf(path)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return (telling && lines.find((line) => telling.test(line))) ?? lines.at(-1)
}

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
