import type { DeliveryState } from './delivery-state.ts'
import { nobody } from '../batches/partition-sequence.ts'

/** A producer that brokers know nothing of: what is sent again may be written twice. */
export const plainDelivery: DeliveryState = {
  transactionalId: undefined,
  isIdempotent: false,
  identity: nobody,
  produceVersionMax: Infinity,
  isFlushing: false,
  prepare: () => true,
  uses: () => undefined,
  maySendTo: () => true,
  startAgain: () => undefined,
  sendFailed: () => undefined,
}
