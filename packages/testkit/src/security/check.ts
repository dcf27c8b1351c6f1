import type { Certificates } from './certificates.ts'
import type { SecureKafka } from './secure-kafka.ts'

/** What is there for checks. */
export interface Stage extends SecureKafka {
  readonly certificates: Certificates
}

/** Something that holds between our client and a broker that asks who comes. */
export interface Check {
  /** A sentence about what holds. */
  readonly title: string
  /** Throws an error whose message says what does not hold. */
  readonly run: (stage: Stage) => Promise<void>
}
