import { isOperatingError, readConfig, type Properties, type ValuesOf } from '@barnabus/base'
import { ErrorCode } from '@barnabus/protocol'

import { KafkaError } from '../errors/kafka-error.ts'

/** A value as a program writes it: `5`, `true`, `'all'`, `['a:9092', 'b:9092']`. */
export type SettingValue = string | number | boolean | bigint | readonly string[] | undefined

/** Settings as a program gives them, by Kafka's names. */
export type SettingsOf<Table extends Properties> = {
  readonly [Name in keyof Table]?: SettingValue
}

/**
 * Typed values of what a program gave, with Kafka's defaults for the rest.
 *
 * Throws a KafkaError (INVALID_CONFIG) with a sentence for a name that is not in the table, naming
 * the nearest that is, and for a value that is not allowed. What is undefined was not given.
 */
export function readSettings<Table extends Properties>(
  properties: Table,
  given: SettingsOf<Table>,
): ValuesOf<Table> {
  const texts = new Map<string, string>()
  for (const [name, value] of Object.entries(given as Readonly<Record<string, SettingValue>>)) {
    if (value !== undefined) texts.set(name, Array.isArray(value) ? value.join(',') : String(value))
  }
  try {
    return readConfig(properties, texts)
  } catch (error) {
    if (!isOperatingError(error)) throw error
    const facts = { errorCode: ErrorCode.invalidConfig, cause: error }
    throw new KafkaError(error.code, error.message, facts)
  }
}
