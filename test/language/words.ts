/** The text that a reader sees or hears of a page: without its style sheet, paths and classes; of other text, the text. */
export const visible = (text: string): string =>
  text
    .replace(/<style>[\s\S]*?<\/style>/g, ' ')
    .replace(/<(?:meta|link)[^>]*>/g, ' ')
    .replace(/<code>[\s\S]*?<\/code>/g, ' ')
    .replace(/<[a-z!/][^>]*>/gi, (tag) =>
      // Cells stand apart.
      ['', ...[...tag.matchAll(/(?:aria-label|title)="([^"]*)"/g)].map(([, said]) => said), ''].join(' '),
    )
    // Flags and exponents.
    .replace(/--[a-z-]+|\de-\d+/g, ' ')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))

/** Words that are the same in every language: names of tiers, steps, sources, signals, metrics and units. */
const NAMES = new Set(
  `z9 pp create req usl kneedle universal scalability law autocannon get api bootstrap down sigkill critical cpu-time heap-used status content timeout connect reset protocol requests-dropped nginx jetty cassandra elasticsearch network timeline post poll send search login logout read reads write dropped heap cpu time
   p50 p90 p95 p99 ms s min h us req MiB KiB GiB B tatami-load Tatami Node server-timing nginx-log cassandra-jmx session-lost stale-read search-empty empty-body errors operations tatami-load otlp jsonl seconds.jsonl HdrHistogram result.json coordinated omission load v20 SLO UTC max CPU TCP TLS HTTP`
    .split(/\s+/)
    .map((name) => name.toLowerCase()),
)

/** All words that are none of these. */
export const unknownWords = (text: string): string[] => [
  ...new Set((text.match(/[A-Za-z][A-Za-z'’-]+/g) ?? []).filter((word) => !NAMES.has(word.toLowerCase()))),
]
