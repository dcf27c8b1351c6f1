import { clientsReadEachOther } from './clients-read-each-other.ts'
import { configsAreSeenEverywhere } from './configs-are-seen-everywhere.ts'
import { groupsGoOn } from './groups-go-on.ts'
import { logFileComesBack } from './log-file-comes-back.ts'
import { newestOfEachKeyStays } from './newest-of-each-key-stays.ts'
import { paymentsExampleRuns } from './payments-example-runs.ts'
import type { Story } from './story.ts'
import { topicsAreMadeAnew } from './topics-are-made-anew.ts'

/** Told on each engine, in this order. */
export const stories: readonly Story[] = [
  logFileComesBack,
  clientsReadEachOther,
  topicsAreMadeAnew,
  configsAreSeenEverywhere,
  groupsGoOn,
  newestOfEachKeyStays,
  paymentsExampleRuns,
]
