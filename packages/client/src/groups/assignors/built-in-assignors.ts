import { clientErrors } from '../../errors.ts'
import type { PartitionAssignor, RebalanceProtocol } from './partition-assignor.ts'
import { rangeAssignor } from './range-assignor.ts'
import { roundRobinAssignor } from './round-robin-assignor.ts'
import { cooperativeStickyAssignor } from './sticky/cooperative-sticky-assignor.ts'
import { stickyAssignor } from './sticky/sticky-assignor.ts'

const javaPackage = 'org.apache.kafka.clients.consumer.'

const builtIn: ReadonlyMap<string, PartitionAssignor> = new Map([
  ['range', rangeAssignor],
  [`${javaPackage}RangeAssignor`, rangeAssignor],
  ['roundrobin', roundRobinAssignor],
  [`${javaPackage}RoundRobinAssignor`, roundRobinAssignor],
  ['sticky', stickyAssignor],
  [`${javaPackage}StickyAssignor`, stickyAssignor],
  ['cooperative-sticky', cooperativeStickyAssignor],
  [`${javaPackage}CooperativeStickyAssignor`, cooperativeStickyAssignor],
])

/**
 * The strategies that `partition.assignment.strategy` names, in its order: short names, those of
 * Java's classes, and those of the program's own, which go first. Throws INVALID_CONFIG.
 */
export function assignorsNamed(
  names: readonly string[],
  own: readonly PartitionAssignor[],
): readonly PartitionAssignor[] {
  const assignors = names.map((name) => {
    const found = own.find((assignor) => assignor.name === name) ?? builtIn.get(name)
    if (found !== undefined) return found
    throw clientErrors.SETTINGS_CONTRADICT(
      `partition.assignment.strategy names "${name}", which is neither Kafka's nor in options.assignors`,
    )
  })
  if (new Set(assignors.map(({ name }) => name)).size < assignors.length) {
    throw clientErrors.SETTINGS_CONTRADICT('partition.assignment.strategy names a strategy twice')
  }
  protocolOf(assignors)
  return assignors
}

/** How members with these strategies rebalance: cooperatively where all of them can. */
export function protocolOf(assignors: readonly PartitionAssignor[]): RebalanceProtocol {
  const common = (['cooperative', 'eager'] as const).find((protocol) =>
    assignors.every(({ protocols }) => protocols.includes(protocol)),
  )
  if (common !== undefined && assignors.length > 0) return common
  throw clientErrors.SETTINGS_CONTRADICT(
    assignors.length === 0
      ? 'partition.assignment.strategy must name at least one strategy with group.protocol=classic'
      : 'the strategies of partition.assignment.strategy have no rebalance protocol in common',
  )
}
