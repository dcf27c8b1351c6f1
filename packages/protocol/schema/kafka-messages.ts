import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A field as Apache Kafka defines it. */
export interface KafkaField {
  readonly name: string
  readonly type: string
  readonly versions?: string
  readonly taggedVersions?: string
  readonly nullableVersions?: string
  readonly flexibleVersions?: string
  readonly tag?: number
  readonly ignorable?: boolean
  readonly default?: string | number | boolean | null
  readonly fields?: readonly KafkaField[]
}

/** A message as Apache Kafka defines it. */
export interface KafkaMessage {
  readonly name: string
  readonly type: string
  readonly apiKey?: number
  readonly listeners?: readonly string[]
  readonly validVersions: string
  readonly flexibleVersions: string
  readonly latestVersionUnstable?: boolean
  readonly fields: readonly KafkaField[]
  readonly commonStructs?: readonly {
    readonly name: string
    readonly fields: readonly KafkaField[]
  }[]
}

const besideTheCheckout = fileURLToPath(
  new URL('../../../../shared/kafka-messages', import.meta.url),
)

/** Where Apache Kafka's own message definitions are expected. */
const kafkaMessagesFolder = process.env['KAFKA_MESSAGES_DIR'] ?? besideTheCheckout

/** For `node:test`: why the comparison with Apache Kafka cannot run here, or false if it can. */
export const missingKafkaMessages: string | false = existsSync(kafkaMessagesFolder)
  ? false
  : `"${kafkaMessagesFolder}" is missing. Take the message definitions of Apache Kafka 4.3 ` +
    '(clients/src/main/resources/common/message as wire/, those of group-coordinator and ' +
    'transaction-coordinator and storage under their own names) and set KAFKA_MESSAGES_DIR'

let read: ReadonlyMap<string, KafkaMessage> | undefined

/** All message definitions, by name. They are JSON with comments. */
export function kafkaMessages(): ReadonlyMap<string, KafkaMessage> {
  read ??= readMessages()
  return read
}

function readMessages(): ReadonlyMap<string, KafkaMessage> {
  const folders = ['wire', 'group-coordinator', 'transaction-coordinator', 'storage']
  const paths = folders.flatMap((folder) =>
    readdirSync(join(kafkaMessagesFolder, folder)).map((file) => join(folder, file)),
  )
  const messages = paths.map((path) => JSON.parse(withoutComments(path)) as KafkaMessage)
  return new Map(messages.map((message) => [message.name, message]))
}

/** Apache Kafka's error codes. */
export function kafkaErrorCodes(): readonly { readonly code: number; readonly name: string }[] {
  return JSON.parse(withoutComments('error-codes.json')) as { code: number; name: string }[]
}

function withoutComments(path: string): string {
  return readFileSync(join(kafkaMessagesFolder, path), 'utf8').replaceAll(/^\s*\/\/.*$/gm, '')
}
