/** The name that was probably meant; undefined when none is near. */
export const closestName = (written: string, names: readonly string[]): string | undefined => {
  const wanted = written.toLowerCase()
  let best: { readonly name: string; readonly edits: number } | undefined
  for (const name of names) {
    const edits = editsBetween(wanted, name.toLowerCase())
    if (edits <= tolerated(wanted, name) && edits < (best?.edits ?? Number.POSITIVE_INFINITY)) best = { name, edits }
  }
  return best?.name
}

/** `did you mean …? `, to be put into a sentence, or nothing. */
export const didYouMean = (written: string, names: readonly string[]): string => {
  const name = closestName(written, names)
  return name === undefined ? '' : `did you mean ${name}? `
}

const LONGEST = 64
const tolerated = (a: string, b: string): number =>
  a.length > LONGEST ? -1 : Math.max(1, Math.floor(Math.max(a.length, b.length) / 3))

// Edits as Damerau counts them: two letters that changed places are one.
const editsBetween = (a: string, b: string): number => {
  if (a.length > LONGEST) return a.length
  let before: readonly number[] = []
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swapped = isSwapped ? (before[j - 2] ?? 0) + 1 : replaced
      next.push(Math.min(replaced, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    before = row
    row = next
  }
  return row[b.length] ?? 0
}
