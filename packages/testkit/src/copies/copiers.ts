import type { Program } from '../clients/toolchains.ts'
import type { EngineName } from '../engines/engine.ts'

/** Who can copy a topic in transactions, by the name of the library: librdkafka by way of Python. */
export const copiers = {
  java: { toolchain: 'java', program: 'TransactionalCopier' },
  librdkafka: { toolchain: 'python', program: 'confluent_copier.py' },
  ours: { toolchain: 'node', program: 'barnabus-copier.ts' },
} as const satisfies Readonly<Record<string, Program>>

export type CopierName = keyof typeof copiers

export const copierNames = Object.keys(copiers) as readonly CopierName[]

export interface CopiesOptions {
  readonly engine: EngineName
  readonly copier: CopierName
  /** How many records are copied. */
  readonly records: number
  /** How many of them at most in one transaction. */
  readonly transactionSize: number
  readonly seed: number
}
