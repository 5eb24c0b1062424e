import { Buffer } from 'node:buffer'
import { type FileHandle, open, readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

const PACKED = /\.(?:gz|xz|bz2|zst|lz4|zip)$/
const MOST_COPIES = 8

/** Do these octets stand right before the offset? Nothing to compare is no proof to the contrary. */
export const isMarkedAt = async (file: FileHandle, mark: Buffer, offset: number): Promise<boolean> => {
  if (mark.length === 0) return true
  const found = Buffer.alloc(mark.length)
  const { bytesRead } = await file.read(found, 0, mark.length, offset - mark.length)
  return bytesRead === mark.length && found.equals(mark)
}

/** Opens the newest unpacked copy of a log beside it, `access.log.1` or `access-20240501.log`, that has the same octets before the offset. */
export const rotatedCopy = async (path: string, mark: Buffer, offset: number): Promise<FileHandle | undefined> => {
  if (mark.length === 0) return undefined
  for (const copy of await copiesOf(path)) {
    const file = await open(copy, 'r').catch(() => undefined)
    if (file === undefined) continue
    if (await isMarkedAt(file, mark, offset).catch(() => false)) return file
    await file.close()
  }
  return undefined
}

const copiesOf = async (path: string): Promise<readonly string[]> => {
  const folder = dirname(path)
  const name = basename(path)
  const stem = name.split('.')[0] ?? ''
  const names = await readdir(folder).catch(() => [])
  const copies = names.filter((one) => one !== name && one.startsWith(stem) && !PACKED.test(one))
  const dated = await Promise.all(copies.map((one) => changedAt(join(folder, one))))
  return dated
    .sort((a, b) => b.changedMs - a.changedMs)
    .slice(0, MOST_COPIES)
    .map(({ copy }) => copy)
}

const changedAt = async (copy: string) => ({
  copy,
  changedMs: await stat(copy).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  ),
})
