import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { RUN_FILES, type Unwritten } from '../metrics/run-files.js'
import { isMissing } from '../metrics/run-reader.js'

/** A file of what was measured, from which every report can be made again, and by which it is known to be the same. */
export interface RecordFile {
  readonly file: string
  readonly bytes: number
  /** Hexadecimal. */
  readonly sha256: string
}

/** The files of a run's folder with their hashes; those that are missing or were not written to the end are left out. */
export const recordFiles = async (dir: string, unwritten?: Unwritten): Promise<readonly RecordFile[]> => {
  const files: RecordFile[] = []
  for (const file of Object.values(RUN_FILES)) {
    const known = unwritten?.has(file) ? undefined : await hashed(join(dir, file))
    if (known) files.push({ file, ...known })
  }
  return files
}

const hashed = async (path: string): Promise<Omit<RecordFile, 'file'> | undefined> => {
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Uint8Array>) {
      hash.update(chunk)
      bytes += chunk.byteLength
    }
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
  return { bytes, sha256: hash.digest('hex') }
}
