import { createHash } from 'node:crypto'
import { RUN_FILES, type Unwritten } from '../metrics/run-files.js'
import type { FileWitness } from '../metrics/run-reader.js'

/** A file of what was measured, from which every report can be made again, and by which it is known to be the same. */
export interface RecordFile {
  readonly file: string
  readonly bytes: number
  /** Hexadecimal. */
  readonly sha256: string
}

/** Hashes the files of a run's folder while they are read. */
export class RecordHashes {
  readonly #seen = new Map<string, { readonly hash: ReturnType<typeof createHash>; bytes: number }>()

  readonly see: FileWitness = (file, bytes) => {
    const known = this.#seen.get(file) ?? { hash: createHash('sha256'), bytes: 0 }
    this.#seen.set(file, known)
    known.hash.update(bytes)
    known.bytes += bytes.byteLength
  }

  /** What was read, to be asked once; files that are missing or were not written to the end are left out. */
  files(unwritten?: Unwritten): readonly RecordFile[] {
    return Object.values(RUN_FILES).flatMap((file) => {
      const known = unwritten?.has(file) ? undefined : this.#seen.get(file)
      return known ? [{ file, bytes: known.bytes, sha256: known.hash.digest('hex') }] : []
    })
  }
}
