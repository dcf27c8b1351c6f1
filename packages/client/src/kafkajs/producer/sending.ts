import type { SentSummary } from '../../producer/intake/bulk-send.ts'
import type { ProducerRecord as OwnRecord } from '../../producer/producer-record.ts'
import type { CompressionType } from '../compression-types.ts'
import { KafkaJSNonRetriableError } from '../kafkajs-error.ts'
import { recordOf, type Message } from '../messages.ts'

/** Messages for one topic. */
export interface TopicMessages {
  readonly topic: string
  readonly messages: readonly Message[]
}

/** How messages are sent. */
export interface SendingOptions {
  /** -1, all replicas in sync; 1, the leader; 0, nobody has to have them. */
  readonly acks?: number | undefined
  /** Has no effect: `requestTimeout` bounds it. */
  readonly timeout?: number | undefined
  readonly compression?: CompressionType | undefined
}

/** Messages for one topic, and how they are sent. */
export interface ProducerRecord extends TopicMessages, SendingOptions {}

/** Messages for several topics, and how they are sent. */
export interface ProducerBatch extends SendingOptions {
  readonly topicMessages?: readonly TopicMessages[] | undefined
}

/** Where the messages for one partition are. */
export interface RecordMetadata {
  readonly topicName: string
  readonly partition: number
  readonly errorCode: number
  readonly baseOffset?: string
  readonly logAppendTime?: string
  readonly logStartOffset?: string
}

/** Sends messages, by themselves or in a transaction. */
export interface Sender {
  send(record: ProducerRecord): Promise<RecordMetadata[]>
  sendBatch(batch: ProducerBatch): Promise<RecordMetadata[]>
}

/** Throws a KafkaJSNonRetriableError for what cannot be sent. */
export function checkMessages(topicMessages: readonly TopicMessages[]): void {
  for (const { topic, messages } of topicMessages) {
    if (!topic) throw new KafkaJSNonRetriableError('Invalid topic')
    if (!Array.isArray(messages)) {
      throw new KafkaJSNonRetriableError(
        `Invalid messages array [${JSON.stringify(messages)}] for topic "${topic}"`,
      )
    }
    const without = (messages as readonly Message[]).find(({ value }) => value === undefined)
    if (without !== undefined) {
      throw new KafkaJSNonRetriableError(
        `Invalid message without value for topic "${topic}": ${JSON.stringify(without)}`,
      )
    }
  }
}

/** The records of those messages, made one by one as they are taken. */
export function* recordsOf(
  topicMessages: readonly TopicMessages[],
  isPartitioned: boolean,
): Generator<OwnRecord> {
  for (const { topic, messages } of topicMessages) {
    for (const message of messages) yield recordOf(topic, message, isPartitioned)
  }
}

/** What kafkajs tells of messages that were sent. */
export function metadataOf({ firstOffsets }: SentSummary): RecordMetadata[] {
  return firstOffsets.map(({ topic, partition, offset }) => ({
    topicName: topic,
    partition,
    errorCode: 0,
    baseOffset: String(offset),
    logAppendTime: '-1',
    logStartOffset: '-1',
  }))
}
