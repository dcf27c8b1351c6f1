/** Everything that is checked of a history. */
import type { Property } from '../property.ts'
import { abortedReads } from './aborted-reads.ts'
import { circumstances } from './circumstances.ts'
import { committedOffsets } from './committed-offsets.ts'
import { contents } from './contents.ts'
import { cycles } from './cycles.ts'
import { duplicates } from './duplicates.ts'
import { exactlyOnce } from './exactly-once.ts'
import { inconsistentOffsets } from './inconsistent-offsets.ts'
import { lastReads } from './last-reads.ts'
import { lostWrites } from './lost-writes.ts'
import { offsetReuse } from './offset-reuse.ts'
import { offsetsByTime } from './offsets-by-time.ts'
import { pollOrder } from './poll-order.ts'
import { sendOrder } from './send-order.ts'
import { storedTransactions } from './stored-transactions.ts'
import { watermarks } from './watermarks.ts'

export const properties: readonly Property[] = [
  inconsistentOffsets,
  duplicates,
  lostWrites,
  abortedReads,
  pollOrder,
  sendOrder,
  cycles,
  committedOffsets,
  exactlyOnce,
  offsetReuse,
  watermarks,
  contents,
  storedTransactions,
  offsetsByTime,
  lastReads,
  circumstances,
]
