import { bytesText } from '../../base/quantity-text.js'
import { say } from '../../language/say.js'
import type { RecordFile } from '../record-files.js'
import type { Result } from '../result.js'
import { commandWith } from '../shell-words.js'
import { html, type Markup } from './markup.js'
import { factList, htmlTable } from './table.js'

/** How to run it again, and how to know that the figures are of the files that were measured. */
export const reproductionSection = ({
  command,
  environment,
  seed,
  profile,
  tool,
  record,
  startedAt,
}: Result): Markup => {
  const words =
    command === null || command.some((word) => /^--seed(?:=|$)/.test(word))
      ? command
      : [...command, '--seed', String(seed)]
  return html`${factList([
    [
      'Command',
      words === null
        ? say`not kept by the version that ran it`
        : html`<code>${commandWith(environment, ['tatami-load', ...words])}</code>`,
    ],
    ['Profile', say`${profile}, as it was run in run.json, without passwords`],
    ['Seed', String(seed)],
    ['Version', `tatami-load ${tool.version}, Node ${tool.node}`],
    ['Started', startedAt],
  ])}
<p class="caption">${say`Every report is made from these files; “tatami-load report RUN_DIR” makes them again, and sha256sum tells whether they are the same. The histograms of all steps and tiers are in seconds.jsonl.`}</p>
${htmlTable<RecordFile>(
  [
    { head: 'File', cell: ({ file }) => html`<code>${file}</code>` },
    { head: 'Size', cell: ({ bytes }) => bytesText(bytes), kind: 'number' },
    { head: 'SHA-256', cell: ({ sha256 }) => html`<code class="hash">${sha256}</code>` },
  ],
  record,
)}`
}
