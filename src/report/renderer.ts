import type { StoredRun } from '../metrics/run-reader.js'
import type { SecondRecord } from '../metrics/second-record.js'
import type { Result } from './result.js'

/** One format of a report: what it is made from, and the file it has in a run's folder. */
export type Renderer =
  | {
      readonly needs: 'result'
      readonly file: string
      /** People read it in their language, programs in none. */
      readonly readers: 'people' | 'programs'
      readonly render: (result: Result, style: TextStyle) => string
    }
  | {
      /** Made from the stored seconds, which are fed to it in the order they were stored. */
      readonly needs: 'seconds'
      readonly file: string
      readonly start: (run: StoredRun) => SecondsReport
    }

/** A report that is being made from a run's seconds. */
export interface SecondsReport {
  add(record: SecondRecord): void
  /** The report's text; nothing may be added any more. */
  finish(): string
}

/** What a terminal can show; the other formats do not ask. */
export interface TextStyle {
  /** Width in characters. */
  readonly columns: number
  readonly colour: boolean
  /** False: nothing but ASCII. */
  readonly unicode: boolean
}

/** A text file's style: wide enough for every column, no colour. */
export const FILE_STYLE: TextStyle = { columns: 120, colour: false, unicode: true }
