import type { Client } from './client.ts'
import type { MatrixResult, Reading } from './matrix.ts'

const notTried = '–'

/**
 * The matrix as a Markdown table: a row for each client that sent, a column for each that read, and
 * in each cell the codecs that arrived byte for byte. What did not is named after a ✗.
 */
export function clientTable(clients: readonly Client[], result: MatrixResult): string {
  const rows = clients.map((sender) => [
    sender.name,
    ...clients.map((reader) => cellOf(result, sender, reader)),
  ])
  return markdownTable(['sent by ↓ read by →', ...clients.map(({ name }) => name)], rows)
}

/** Lines a Markdown table up, so that it reads as text too. */
export function markdownTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`
  const rule = widths.map((width) => '-'.repeat(width))
  return [header, rule, ...rows].map(line).join('')
}

function cellOf({ sendings, readings }: MatrixResult, sender: Client, reader: Client): string {
  const unsent = sendings.filter(
    ({ client, failure }) => client === sender && failure !== undefined,
  )
  const cell = readings.filter(
    (reading) => reading.reader === reader && reading.sending.client === sender,
  )
  const wrong = [...codecsOf(cell, 'wrong'), ...unsent.map(({ codec }) => codec)]
  const same = codecsOf(cell, 'same')
  if (wrong.length > 0) return [...same, `✗ ${wrong.join(' ')}`].join(' ')
  if (same.length === 0) return notTried
  return same.length === sender.codecs.length && same.length > 1
    ? `all ${same.length}`
    : same.join(' ')
}

function codecsOf(readings: readonly Reading[], outcome: Reading['outcome']): readonly string[] {
  return readings.filter((one) => one.outcome === outcome).map(({ sending }) => sending.codec)
}
