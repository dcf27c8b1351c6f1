/** Whether clients that read with `read_committed` are shown what is committed, and nothing else. */
import type { Client } from '../clients/client.ts'
import type { CommandOf } from '../clients/toolchains.ts'
import type { Engine } from '../engines/engine.ts'
import { RawConnection } from '../raw-connection.ts'
import { outdated, whatIsWrong, type Reading } from './judge-reading.ts'
import { committedIn, type Layout } from './layouts.ts'
import { ReaderProcess } from './reader-process.ts'
import { LayoutsWriter, placements } from './write-layouts.ts'

export interface ReadingOptions {
  readonly engine: Engine
  readonly clients: readonly Client[]
  readonly commandOf: CommandOf
  readonly say: (sentence: string) => void
}

const topics = [
  { topic: 'in-one-segment', configs: [] },
  { topic: 'in-many-segments', configs: [{ name: 'segment.bytes', value: '1048576' }] },
]

// Shown everything: otherwise there would be nothing to hide, and the others would prove nothing.
const carelessClient = 'franz-go'

/** Returns what was wrong, one sentence each. */
export async function readingFailures(options: ReadingOptions): Promise<readonly string[]> {
  const readings: Reading[] = []
  for (const { topic, configs } of topics) {
    const connection = await RawConnection.open(options.engine.bootstrap)
    try {
      const writer = new LayoutsWriter(connection, topic)
      await writer.write(configs)
      options.say(`${topic}: transactions are written`)
      readings.push(...(await readBy(options, topic, () => writer.finish())))
    } finally {
      connection.close()
    }
    options.say(`${topic}: everybody has read`)
  }
  const wrong = readings.flatMap((reading) => {
    const sentence = whatIsWrong(reading)
    return sentence === undefined ? [] : [sentence]
  })
  return [...wrong, ...outdated(readings)]
}

async function readBy(
  { engine, clients, commandOf }: ReadingOptions,
  topic: string,
  finish: () => Promise<void>,
): Promise<readonly Reading[]> {
  const careful = clients.map((client) => ({ client, isolation: 'read_committed' as const }))
  const careless = clients
    .filter(({ name }) => name === carelessClient)
    .map((client) => ({ client, isolation: 'read_uncommitted' as const }))
  const readers = [...careful, ...careless].map(({ client, isolation }) => {
    const where = { command: commandOf(client), bootstrap: engine.bootstrap, topic }
    return { client, isolation, process: new ReaderProcess({ ...where, isolation }) }
  })
  try {
    await Promise.all(readers.map(({ process }) => process.hasSeen(lastsOf(atFirst))))
    await finish()
    await Promise.all(readers.map(({ process }) => process.hasSeen(lastsOf(atLast))))
  } finally {
    await Promise.all(readers.map(({ process }) => process.kill()))
  }
  return readers.flatMap(({ client, isolation, process }) =>
    placements.map(({ layout, version }, partition) => ({
      ...{ client: client.name, isolation, topic, layout, version },
      expected: atLast(layout),
      shown: process.shownIn(partition),
      said: process.said,
    })),
  )
}

const atFirst = ({ steps }: Layout): readonly string[] => committedIn(steps)

const atLast = ({ steps, afterwards }: Layout): readonly string[] =>
  committedIn([...steps, ...afterwards])

function lastsOf(shown: (layout: Layout) => readonly string[]): readonly (string | undefined)[] {
  return placements.map(({ layout }) => shown(layout).at(-1))
}
