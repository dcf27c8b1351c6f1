import { roundRobinAssignor } from '../../groups/assignors/round-robin-assignor.ts'
import type { PartitionAssignor } from '../../groups/assignors/partition-assignor.ts'
import { KafkaJSNotImplemented } from '../kafkajs-error.ts'

/** A way to share out partitions. Those that a program brings along are not understood. */
export type PartitionAssigner = { readonly name: string } | ((config: never) => unknown)

/**
 * kafkajs' only one, under the name that it has there: members that still run on kafkajs can be in
 * the same group.
 */
export const kafkajsRoundRobin: PartitionAssignor = {
  ...roundRobinAssignor,
  name: 'RoundRobinAssigner',
}

/** The ways to share out partitions that kafkajs brings along. */
export const PartitionAssigners = { roundRobin: kafkajsRoundRobin } as const

/** Throws a KafkaJSNotImplemented for any other. */
export function checkAssigners(assigners: readonly PartitionAssigner[] | undefined): void {
  if (assigners === undefined || assigners.every((one) => one === kafkajsRoundRobin)) return
  throw new KafkaJSNotImplemented(
    'partitionAssigners of the program are not understood: only PartitionAssigners.roundRobin is; ' +
      'Consumer of @barnabus/client takes assignors',
  )
}
