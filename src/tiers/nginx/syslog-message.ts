/** What nginx sends to a syslog server for one line of its access log. */
export interface SyslogMessage {
  /** Absent with nginx's `nohostname`. */
  readonly host?: string
  readonly tag: string
  /** The line, as a file would hold it. */
  readonly text: string
}

// RFC 3164 as nginx writes it: a day below 10 has a blank before it, and a tag is of letters, digits and underscores.
const HEADER = /^<(\d{1,3})>[A-Z][a-z]{2} [ 123]\d \d\d:\d\d:\d\d (?:([^\s:]{1,255}) )?(\w{1,32}): /
const LARGEST_PRIORITY = 191

/** Takes `<190>Nov 28 09:05:01 web1 nginx: {…}` apart; undefined when it is no such message. */
export const parseSyslogMessage = (message: string): SyslogMessage | undefined => {
  const [header, priority, host, tag] = HEADER.exec(message) ?? []
  if (header === undefined || tag === undefined || Number(priority) > LARGEST_PRIORITY) return undefined
  // A relay may end what it passes on with a line feed; nginx does not.
  return { ...(host !== undefined && { host }), tag, text: message.slice(header.length).trimEnd() }
}
