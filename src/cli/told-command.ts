const SECRET_FLAG = '--key-passphrase'
const HIDDEN = '…'

/** The words of a command line as they may be kept with a run: without a passphrase. */
export const toldCommand = (argv: readonly string[]): readonly string[] =>
  argv.map((word, at) => {
    if (word.startsWith(`${SECRET_FLAG}=`)) return `${SECRET_FLAG}=${HIDDEN}`
    return argv[at - 1] === SECRET_FLAG ? HIDDEN : word
  })
