import { delimiter, join } from 'node:path'
import { UsageError } from '../../base/errors.js'
import { isExecutable } from '../../base/is-executable.js'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'] as const

/** The first Chromium of the search path; undefined when there is none. */
export const findChromium = (searchPath = process.env['PATH'] ?? ''): string | undefined => {
  const folders = searchPath.split(delimiter).filter((folder) => folder !== '')
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable)
}

/** The same, or a UsageError that says what to install. */
export const requireChromium = (searchPath?: string): string => {
  const browser = findChromium(searchPath)
  if (browser !== undefined) return browser
  const remedy = `install Chromium or Google Chrome, so that ${NAMES.join(', ')} or the like is on the PATH; report.html can be printed by any browser`
  throw new UsageError([{ path: '--format', value: 'pdf', remedy }])
}
