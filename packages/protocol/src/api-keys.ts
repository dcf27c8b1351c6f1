import { apiKeys } from './generated/api-keys.ts'

/** The APIs that a Kafka 4.3 broker serves, by the key in a request's header. */
export const ApiKey = apiKeys

/** The key of an API that a Kafka 4.3 broker serves. */
export type ApiKey = (typeof ApiKey)[keyof typeof ApiKey]

/** The name of an API, as Kafka spells it. */
export type ApiName = keyof typeof ApiKey

/** The names of the APIs by key, for people to read. */
export const apiNames: ReadonlyMap<number, ApiName> = new Map(
  Object.entries(ApiKey).map(([name, key]) => [key, name as ApiName]),
)
