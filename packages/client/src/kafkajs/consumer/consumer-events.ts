import type { TopicOffsets } from './offsets-by-topic.ts'

/** The events of a consumer. Those of kafkajs about single requests and fetches do not come. */
export const consumerEvents = {
  HEARTBEAT: 'consumer.heartbeat',
  COMMIT_OFFSETS: 'consumer.commit_offsets',
  GROUP_JOIN: 'consumer.group_join',
  START_BATCH_PROCESS: 'consumer.start_batch_process',
  END_BATCH_PROCESS: 'consumer.end_batch_process',
  CONNECT: 'consumer.connect',
  DISCONNECT: 'consumer.disconnect',
  STOP: 'consumer.stop',
  CRASH: 'consumer.crash',
  REBALANCING: 'consumer.rebalancing',
} as const

interface Member {
  readonly groupId: string
  readonly memberId: string
}

/** A batch that is about to be handled, or was. */
export interface BatchProcess {
  readonly topic: string
  readonly partition: number
  readonly highWatermark: string
  readonly offsetLag: string
  readonly offsetLagLow: string
  readonly batchSize: number
  readonly firstOffset: string
  readonly lastOffset: string
}

/** What the events of a consumer tell. */
export interface ConsumerEventPayloads {
  readonly 'consumer.heartbeat': Member & { readonly groupGenerationId: number }
  readonly 'consumer.commit_offsets': Member & {
    readonly groupGenerationId: number
    readonly topics: readonly TopicOffsets[]
  }
  readonly 'consumer.group_join': Member & {
    readonly duration: number
    readonly memberAssignment: Readonly<Record<string, number[]>>
  }
  readonly 'consumer.start_batch_process': BatchProcess
  readonly 'consumer.end_batch_process': BatchProcess & { readonly duration: number }
  readonly 'consumer.connect': null
  readonly 'consumer.disconnect': null
  readonly 'consumer.stop': null
  readonly 'consumer.crash': {
    readonly error: Error
    readonly groupId: string
    readonly restart: boolean
  }
  readonly 'consumer.rebalancing': Member
}
