import { clients } from '../clients/clients.ts'
import type { Program } from '../clients/toolchains.ts'

/** A client that can write transactions, and its program for that. */
export interface Writer extends Program {
  readonly name: string
  /** What it does wrong on purpose: it must be noticed. */
  readonly mistake?: Mistake
}

/** Mistakes that a program makes when it is asked to. */
export const mistakes = [
  'offsets-outside',
  'abort-commits',
  'no-transactions',
  'an-id-of-its-own',
  'a-long-timeout',
] as const

export type Mistake = (typeof mistakes)[number]

const programs: Readonly<Record<string, string>> = {
  'confluent-kafka': 'confluent_transactions.py',
  'kafka-python': 'kafka_python_transactions.py',
  aiokafka: 'aiokafka_transactions.py',
  kafkajs: 'kafkajs-transactions.ts',
  'franz-go': 'transactional-writer',
  'Java client': 'TransactionalClient',
  '@barnabus/client': 'barnabus-transactions.ts',
}

/**
 * All but kcat, which cannot, and @platformatic/kafka: it names producer id 0 as its own when it
 * begins, so Kafka fences it wherever the transactional id was used before.
 */
export const writers: readonly Writer[] = clients.flatMap(({ name, toolchain }) => {
  const program = programs[name]
  return program === undefined ? [] : [{ name, toolchain, program }]
})

/** Those whose mistakes must be noticed, or the stories of the others prove nothing. */
export const carelessWriters: readonly Writer[] = writers
  .filter(({ name }) => name === 'confluent-kafka')
  .flatMap((writer) =>
    mistakes.map((mistake) => ({ ...writer, name: `${writer.name} with ${mistake}`, mistake })),
  )
