import { propertyOf, type Properties } from '@barnabus/base'
import { ErrorCode } from '@barnabus/protocol'

import type { ConfigFault } from './config-resource.ts'

/** What to do with a setting, by Kafka's numbers. */
export const OperationType = { set: 0, delete: 1, append: 2, subtract: 3 } as const

/** One thing to do with one setting. */
export interface ConfigOperation {
  readonly name: string
  readonly configOperation: number
  readonly value: string | null
}

/** Settings after all operations; or the fault of the first that cannot be done. */
export function operated(
  properties: Properties,
  before: ReadonlyMap<string, string>,
  operations: readonly ConfigOperation[],
): ReadonlyMap<string, string> | ConfigFault {
  const configs = new Map(before)
  for (const operation of operations) {
    const fault = operate(properties, configs, operation)
    if (fault !== undefined) return fault
  }
  return configs
}

function operate(
  properties: Properties,
  configs: Map<string, string>,
  { name, configOperation, value }: ConfigOperation,
): ConfigFault | undefined {
  switch (configOperation) {
    case OperationType.set:
      configs.set(name, value ?? '')
      return undefined
    case OperationType.delete:
      configs.delete(name)
      return undefined
    case OperationType.append:
    case OperationType.subtract: {
      const property = propertyOf(properties, name)
      if (property?.kind !== 'list') return notAList(name)
      const items = itemsOf(configs.get(name) ?? property.defaultText ?? '')
      const named = itemsOf(value ?? '')
      const left = items.filter((item) => !named.includes(item))
      const more = named.filter((item) => !items.includes(item))
      const result = configOperation === OperationType.append ? [...items, ...more] : left
      configs.set(name, result.join(','))
      return undefined
    }
    default: {
      const message = `Cannot change "${name}": there is no operation ${configOperation}`
      return { errorCode: ErrorCode.invalidRequest, message }
    }
  }
}

function notAList(name: string): ConfigFault {
  const message = `Cannot append to "${name}" or subtract from it: it is not a list`
  return { errorCode: ErrorCode.invalidConfig, message }
}

function itemsOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}
