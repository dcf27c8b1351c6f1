import type { Clock, Logger, Random } from '@barnabus/base'
import type { Admin, AdminSettings, ConsumerOptions } from '@barnabus/client'

import type { ClaimCheck } from '../claims/claim-check.ts'
import type { RecordMaker } from '../publish/record-maker.ts'
import type { ReportingOptions } from '../receipts/reporting.ts'
import type { Steps } from '../steps.ts'
import type { HandleOptions } from './handle-options.ts'

/** What the bus lends to each of its handlings. */
export interface Workshop {
  readonly settings: AdminSettings
  readonly admin: Admin
  readonly options: ConsumerOptions
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  readonly steps: Steps
  readonly records: RecordMaker
  readonly claims: ClaimCheck
  readonly signal: AbortSignal
  /** Kafka's settings of consumers, where a handling has none of its own. */
  readonly consumer: NonNullable<HandleOptions['consumer']>
  readonly confirming: Pick<ReportingOptions, 'targets' | 'counts'>
  /** The same as long as this process is the same, also after a restart; left out: not known. */
  readonly instance: string | undefined
}
