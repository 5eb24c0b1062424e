/** The lines of a text two spaces further in; empty lines stay empty. */
export const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ')
