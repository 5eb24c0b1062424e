/** Limits of open files of this process from `/proc/self/limits`; `unlimited` is a number no plan reaches. */
export const openFileLimits = (limits: string): { readonly soft: number; readonly hard: number } | undefined => {
  const match = /^Max open files[ \t]+(\S+)[ \t]+(\S+)/m.exec(limits)
  const soft = match ? limitOf(match[1]) : undefined
  const hard = match ? limitOf(match[2]) : undefined
  return soft === undefined || hard === undefined ? undefined : { soft, hard }
}

/** Local ports of outgoing connections, from `ip_local_port_range`; undefined when it is no range of ports. */
export const portRange = (text: string): { readonly from: number; readonly to: number } | undefined => {
  const match = /^\s*(\d{1,5})\s+(\d{1,5})\s*$/.exec(text)
  if (!match) return undefined
  const [from, to] = [Number(match[1]), Number(match[2])]
  return from >= 1 && from <= to && to <= 65_535 ? { from, to } : undefined
}

/** The ports that a list such as `8080,9148-9150` names, from `ip_local_reserved_ports`. */
export const portsNamed = (list: string): readonly number[] =>
  [...list.matchAll(/(\d{1,5})(?:-(\d{1,5}))?/g)].flatMap(([, from = '', to = from]) =>
    Array.from({ length: Math.max(0, Number(to) - Number(from) + 1) }, (_, i) => Number(from) + i),
  )

/** The one whole number that a file below `/proc/sys` or `/sys` holds. */
export const wholeNumber = (text: string): number | undefined => {
  const match = /^\s*(\d{1,15})\s*$/.exec(text)
  return match ? Number(match[1]) : undefined
}

const limitOf = (text: string | undefined): number | undefined =>
  text === 'unlimited' ? Number.MAX_SAFE_INTEGER : wholeNumber(text ?? '')
