/** TODO */
export const ANALYSIS: Readonly<Record<string, string>> = {}
