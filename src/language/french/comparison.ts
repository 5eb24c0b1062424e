/** TODO */
export const COMPARISON: Readonly<Record<string, string>> = {}
