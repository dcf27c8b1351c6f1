import type { Client } from './client.ts'
import { clientTable, markdownTable } from './client-table.ts'
import type { MatrixResult } from './matrix.ts'
import { withinLimits } from './sending-limits.ts'
import type { TestRecord } from './test-records.ts'

/** What a run of the matrix found out, for people. */
export interface ClientPage {
  readonly clients: readonly Client[]
  readonly versionOf: ReadonlyMap<Client, string>
  readonly records: readonly TestRecord[]
  readonly result: MatrixResult
}

/** The reference page about clients. The same findings give the same page, byte for byte. */
export function clientPage({ clients, versionOf, records, result }: ClientPage): string {
  const table = markdownTable(
    ['client', 'version', 'sends with', 'idempotent', 'reads'],
    clients.map((client) => [
      client.name,
      versionOf.get(client) ?? 'unknown',
      client.codecs.join(' '),
      client.idempotent ? 'yes' : 'no',
      client.readsInGroup ? 'in a group' : 'without a group',
    ]),
  )
  return `# Clients

<!-- Written by \`npm run test:clients -- --write\`. -->

These clients, none of them ours and none of them modified, work with Barnabus. Each sends ${records.length}
records with every codec it has: null and empty keys and values, headers with repeated names and
without values, bytes that are no text, values up to 200 KiB, and timestamps of long ago. The others
read them, and key, value, headers and timestamp must be the same, byte for byte and in order.

## The clients

${table}
## Who reads whom

A cell names the codecs that arrived unchanged; \`all 5\` are none, gzip, snappy, lz4 and zstd.

${clientTable(clients, result)}
## What a client itself cannot do

Each of these shows with Apache Kafka as well. A record that a client cannot send is left out of what
it sends; nothing else is.

${clients.map((client) => limitsOf(client, records)).join('')}`
}

function limitsOf(client: Client, records: readonly TestRecord[]): string {
  const leftOut = records.length - withinLimits(records, client.sendingLimits).length
  const lines = [
    ...client.notes,
    ...client.sendingLimits.map(({ what }) => `It cannot send ${what}.`),
    ...(leftOut === 0 ? [] : [`So ${leftOut} of the ${records.length} records are left out.`]),
    ...(client.setsTimestamps
      ? []
      : ['It cannot set timestamps; the time of sending is compared.']),
    ...client.readingLimits.map(({ what }) => what),
  ]
  if (lines.length === 0) return ''
  return `- **${client.name}**\n${lines.map((line) => `  - ${line}\n`).join('')}`
}
