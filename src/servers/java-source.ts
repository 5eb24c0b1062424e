import { fileURLToPath } from 'node:url'

/** Path of a file below the package's folder `java`, from the source as from the built package. */
export const javaSource = (...path: readonly string[]): string =>
  fileURLToPath(new URL(['../../java', ...path].join('/'), import.meta.url))
