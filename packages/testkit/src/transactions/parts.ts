/** What `npm run test:transactions` can be asked to try. */
import type { Client } from '../clients/client.ts'
import type { CommandOf } from '../clients/toolchains.ts'
import type { Engine } from '../engines/engine.ts'
import { connectFailures } from './connect.ts'
import { readingFailures } from './reading.ts'
import { streamsFailures } from './streams.ts'
import { carelessWriters, writers } from './writers.ts'
import { writingFailures } from './writing.ts'

export interface PartOptions {
  readonly engine: Engine
  readonly clients: readonly Client[]
  readonly commandOf: CommandOf
  readonly say: (sentence: string) => void
}

// What others have written is looked at by this one, which reads right.
export const reader = { toolchain: 'go', program: 'franz-go' } as const

/** Each returns what was wrong, one sentence each. */
export const parts = {
  reading: readingFailures,
  writing: (options: PartOptions) => {
    const own = writers.filter(({ name }) => options.clients.some((client) => client.name === name))
    const careless = carelessWriters.filter(({ program }) =>
      own.some((writer) => writer.program === program),
    )
    return writingFailures({ ...options, writers: [...own, ...careless], reader })
  },
  streams: async (options: PartOptions) => [
    ...(await streamsFailures({ ...options, guarantee: 'exactly_once_v2' })),
    ...noticed(
      'Kafka Streams without exactly once',
      await streamsFailures({ ...options, guarantee: 'at_least_once' }),
      options,
    ),
  ],
  connect: async (options: PartOptions) => [
    ...(await connectFailures({ ...options, exactlyOnce: 'enabled' })),
    ...noticed(
      'Kafka Connect without exactly once',
      await connectFailures({ ...options, exactlyOnce: 'disabled' }),
      options,
    ),
  ],
} as const

export type Part = keyof typeof parts

export const partNames = Object.keys(parts) as readonly Part[]

/** What is wrong on purpose must be noticed, or the check of what is right proves nothing. */
function noticed(
  what: string,
  failures: readonly string[],
  { say }: PartOptions,
): readonly string[] {
  if (failures.length === 0) return [`${what}: it was not noticed`]
  say(`${what}: ${failures[0]}`)
  return []
}
