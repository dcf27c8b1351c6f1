import { isOperatingError } from '@barnabus/base'
import { readBrokerConfig, readBrokerSettings, type BrokerConfig } from '@barnabus/broker'

import { cliErrors } from '../errors.ts'
import type { Settings } from './setting.ts'

/** Makes a broker's settings of what was given. Throws WRONG_SETTINGS, a line for each wrong one. */
export function checkSettings(settings: Settings): BrokerConfig {
  const faults: string[] = []
  for (const [name, { value, origin }] of settings) {
    const fault = faultOf(() => readBrokerSettings(new Map([[name, value]])))
    if (fault !== undefined) faults.push(`${fault} (${origin})`)
  }
  if (faults.length > 0) throw cliErrors.WRONG_SETTINGS(faults)
  return readBrokerConfig(new Map(Array.from(settings, ([name, { value }]) => [name, value])))
}

function faultOf(check: () => unknown): string | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    if (isOperatingError(error)) return error.message // CONFIG_UNKNOWN, CONFIG_WRONG_VALUE
    throw error
  }
}
