/** Rows of cells as lines, each column as wide as its widest cell, two spaces between, none at the end. */
export const aligned = (
  rows: readonly (readonly string[])[],
  sides: readonly ('left' | 'right')[],
): readonly string[] => {
  const widths = sides.map((_, column) => Math.max(0, ...rows.map((row) => (row[column] ?? '').length)))
  return rows.map((row) =>
    sides
      .map((side, column) => {
        const cell = row[column] ?? ''
        const width = widths[column] ?? 0
        return side === 'left' ? cell.padEnd(width) : cell.padStart(width)
      })
      .join('  ')
      .trimEnd(),
  )
}
