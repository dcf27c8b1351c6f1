import { isOperatingError, readConfig } from '@barnabus/base'

import { topicProperties } from './topic-properties.ts'

/**
 * What is wrong with the settings that a topic is to have, as a sentence; undefined: nothing.
 *
 * To be answered with INVALID_CONFIG.
 */
export function topicConfigsFault(configs: ReadonlyMap<string, string>): string | undefined {
  try {
    const config = readConfig(topicProperties, configs)
    const minLagMs = config['min.compaction.lag.ms']
    const maxLagMs = config['max.compaction.lag.ms']
    if (minLagMs <= maxLagMs) return undefined
    return `Cannot set "min.compaction.lag.ms" to "${minLagMs}": max.compaction.lag.ms is ${maxLagMs}`
  } catch (error) {
    if (isOperatingError(error)) return error.message // CONFIG_UNKNOWN, CONFIG_WRONG_VALUE
    throw error
  }
}
