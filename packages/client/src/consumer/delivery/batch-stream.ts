import { ConsumerBatch } from '../records/consumer-batch.ts'
import type { Assignment } from '../positions/assignment.ts'
import type { Delivery } from './delivery.ts'

/** Batches one after the other, until the consumer is closed. Rejects with KafkaErrors. */
export async function* batchStream(
  delivery: Delivery,
  assignment: Assignment,
  signal: AbortSignal | undefined,
): AsyncGenerator<ConsumerBatch, undefined> {
  try {
    for (;;) {
      const records = await delivery.batch({ signal })
      if (records === undefined) return
      const first = records[0]!
      yield new ConsumerBatch(records, assignment.find(first)?.highWatermark)
    }
  } finally {
    delivery.goAway()
  }
}
