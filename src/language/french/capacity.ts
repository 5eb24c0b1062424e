/** TODO */
export const CAPACITY: Readonly<Record<string, string>> = {}
