import { csvReport } from './csv-report.js'
import { hlogReport } from './hlog-report.js'
import { htmlReport } from './html/html-report.js'
import { jsonReport } from './json-report.js'
import { junitReport } from './junit-report.js'
import { markdownReport } from './markdown-report.js'
import type { Renderer } from './renderer.js'
import { terminalReport } from './terminal-report.js'

/** Every format a run can be rendered in. */
export const FORMATS = {
  terminal: terminalReport,
  json: jsonReport,
  html: htmlReport,
  junit: junitReport,
  markdown: markdownReport,
  csv: csvReport,
  hlog: hlogReport,
} as const satisfies Record<string, Renderer>

export type FormatName = keyof typeof FORMATS

/** The formats' names in the order of the registry. */
export const FORMAT_NAMES = Object.keys(FORMATS) as readonly FormatName[]

/** What every run leaves in its folder. */
export const FILE_FORMATS: readonly FormatName[] = ['json', 'html', 'junit', 'markdown', 'csv', 'hlog']

/** Whether a name is that of a format. */
export const isFormat = (name: string): name is FormatName => Object.hasOwn(FORMATS, name)
