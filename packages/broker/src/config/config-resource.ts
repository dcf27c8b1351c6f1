import type { ErrorCode } from '@barnabus/protocol'

/** What has settings, by Kafka's numbers. */
export const ResourceType = {
  topic: 2,
  broker: 4,
  brokerLogger: 8,
  clientMetrics: 16,
  group: 32,
} as const

/** A thing with settings, as requests name it. */
export interface ConfigResource {
  readonly resourceType: number
  readonly resourceName: string
}

/** The same for the same resource. */
export function resourceKey({ resourceType, resourceName }: ConfigResource): string {
  return `${resourceType}:${resourceName}`
}

/** Why something about settings is refused: Kafka's code, and a sentence that says what to do. */
export interface ConfigFault {
  readonly errorCode: ErrorCode
  readonly message: string
}

/** Why there is nothing to set or see about resources of this type; undefined: there is. */
export function resourceTypeFault(resourceType: number): string | undefined {
  switch (resourceType) {
    case ResourceType.topic:
    case ResourceType.broker:
    case ResourceType.group:
      return undefined
    case ResourceType.brokerLogger:
      return 'log levels cannot be changed while the broker runs: start it with --log-level'
    case ResourceType.clientMetrics:
      return 'client metrics are not implemented'
    default:
      return `there is no resource type ${resourceType}`
  }
}
