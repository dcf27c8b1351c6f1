import { KafkaJSNonRetriableError } from './kafkajs-error.ts'

/** Throws a KafkaJSNonRetriableError for what is no array, though its type says so. */
export function requireList(what: string, list: unknown): void {
  if (Array.isArray(list)) return
  throw new KafkaJSNonRetriableError(`Invalid ${what} array ${JSON.stringify(list)}`)
}
