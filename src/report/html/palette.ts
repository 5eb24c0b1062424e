/**
 * Colours of lines and areas: those of Okabe and Ito, "Color Universal Design" (2008), and a grey for the network. They stay apart
 * for people who do not see red, green or blue, and stand out from the page by 3:1: a test holds them to both.
 */
export const PALETTE = {
  light: {
    card: '#ffffff',
    ink: '#17212b',
    series: ['#0072b2', '#d55e00', '#009e73', '#cc79a7'],
    tiers: { network: '#48535e', nginx: '#009e73', jetty: '#0072b2', cassandra: '#d55e00', elasticsearch: '#cc79a7' },
    // From few to many: cividis (Nuñez, Anderton and Renslow, 2018), whose lightness alone tells the order.
    heat: ['#e1cc55', '#c3b369', '#a59c74', '#707173', '#3b496c', '#00224e'],
  },
  dark: {
    card: '#18212b',
    ink: '#e6ebf0',
    series: ['#56b4e9', '#e69f00', '#009e73', '#cc79a7'],
    tiers: { network: '#f0f3f6', nginx: '#009e73', jetty: '#56b4e9', cassandra: '#e69f00', elasticsearch: '#cc79a7' },
    heat: ['#3b496c', '#575d6d', '#707173', '#a59c74', '#c3b369', '#fee838'],
  },
} as const

/** The palette as custom properties of a style sheet: `--s0`, `--jetty`, `--h0`. */
export const paletteRules = (page: keyof typeof PALETTE): string => {
  const { card, ink, series, tiers, heat } = PALETTE[page]
  const named: readonly (readonly [string, string])[] = [
    ['card', card],
    ['ink', ink],
    ...series.map((colour, index) => [`s${index}`, colour] as const),
    ...Object.entries(tiers),
    ...heat.map((colour, level) => [`h${level}`, colour] as const),
  ]
  return named.map(([name, colour]) => `--${name}:${colour}`).join(';')
}
