import type { KafkaError } from '../../errors/kafka-error.ts'
import type { PartitionLane } from '../batches/partition-lane.ts'
import type { ProducerIdentity } from '../batches/partition-sequence.ts'

/** What a producer is to brokers, as far as sending batches depends on it. */
export interface DeliveryState {
  readonly transactionalId: string | undefined
  /** Whether batches have sequences, so that each is written once and in order. */
  readonly isIdempotent: boolean
  /** Who sends; id -1: nobody yet. */
  readonly identity: ProducerIdentity
  /** Speak no newer version of Produce than this. */
  readonly produceVersionMax: number
  /** Whether whatever waits is sent at once, as a transaction ends. */
  readonly isFlushing: boolean
  /**
   * Gets ready to send: sees to who we are. False: not now; whoever sends is woken when it is time.
   */
  prepare(): boolean
  /** Records of a transaction are on their way to this partition. */
  uses(lane: PartitionLane): void
  /** Whether batches for this partition may be sent. */
  maySendTo(lane: PartitionLane): boolean
  /** There is a gap among the sequences of this partition: they begin again, in a new epoch. */
  startAgain(lane: PartitionLane): void
  /** A record or a batch was given up. */
  sendFailed(error: KafkaError): void
}
