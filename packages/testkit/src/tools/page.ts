import type { Verdict } from './compare.ts'
import { normalisations } from './normalise.ts'

/** What the page on compatibility says about the tools, in Markdown. */
export function toolsBlock(verdict: Verdict, commandCount: number): string {
  const rows = [...verdict.explained].map(([{ command, reason }, { kafka, barnabus }]) =>
    [code([command]), code(kafka), code(barnabus), reason].join(' | '),
  )
  return [
    `${commandCount} commands were typed at both. Made alike before they were compared: ` +
      `${normalisations.map(({ name }) => name).join('; ')}; figures that measure.`,
    ['| command | only with Apache Kafka | only with Barnabus | why |', '| --- | --- | --- | --- |']
      .concat(rows.map((row) => `| ${row} |`))
      .join('\n'),
  ].join('\n\n')
}

/** Alphabetical, so that the page is the same each time. */
function code(lines: readonly string[]): string {
  return lines
    .map((line) => `\`${line.replaceAll('|', '\\|').replaceAll('`', "'")}\``)
    .toSorted()
    .join('<br>')
}
