import type { Direction } from './direction.ts'
import type { Subject } from './subject.ts'

/** Something in which an implementation differs from Kafka, or does not have it, and why. */
export interface KnownDifference {
  /** How the title of the implementation starts. */
  readonly foreign: 'Apache Kafka' | 'franz-go'
  /** `absent`: it does not have the message. `bytes`: it reads or writes other bytes. */
  readonly what: 'absent' | 'bytes'
  /** Kafka's names. */
  readonly messages: readonly string[]
  /** The first and the last version that differs; all if left out. */
  readonly versions?: readonly [min: number, max: number]
  /** In which directions; all if left out. */
  readonly directions?: readonly Direction[]
  readonly reason: string
}

const theirs: readonly Direction[] = ['theirs here', 'unknown tags']

/** All of them. What differs and is not listed is a mistake; so is what is listed and does not. */
const knownDifferences: readonly KnownDifference[] = [
  {
    foreign: 'franz-go',
    what: 'absent',
    messages: [
      'ConsumerGroupCurrentMemberAssignmentKey',
      'ConsumerGroupCurrentMemberAssignmentValue',
      'ConsumerGroupMemberMetadataKey',
      'ConsumerGroupMemberMetadataValue',
      'ConsumerGroupMetadataKey',
      'ConsumerGroupMetadataValue',
      'ConsumerGroupPartitionMetadataKey',
      'ConsumerGroupPartitionMetadataValue',
      'ConsumerGroupRegularExpressionKey',
      'ConsumerGroupRegularExpressionValue',
      'ConsumerGroupTargetAssignmentMemberKey',
      'ConsumerGroupTargetAssignmentMemberValue',
      'ConsumerGroupTargetAssignmentMetadataKey',
      'ConsumerGroupTargetAssignmentMetadataValue',
    ],
    reason: 'what a coordinator stores of the new groups is of no use to a client',
  },
  {
    foreign: 'franz-go',
    what: 'absent',
    messages: ['ProducerSnapshot'],
    reason: 'a file of the broker is of no use to a client',
  },
  {
    foreign: 'franz-go',
    what: 'bytes',
    messages: ['ProduceResponse'],
    versions: [9, 9],
    directions: theirs,
    reason: 'it writes tagged fields into earlier flexible versions than those that have them',
  },
  {
    foreign: 'franz-go',
    what: 'bytes',
    messages: ['FetchRequest'],
    versions: [12, 17],
    directions: theirs,
    reason: 'it writes tagged fields into earlier flexible versions than those that have them',
  },
  {
    foreign: 'franz-go',
    what: 'bytes',
    messages: ['FetchResponse'],
    versions: [12, 15],
    directions: theirs,
    reason: 'it writes tagged fields into earlier flexible versions than those that have them',
  },
  {
    foreign: 'franz-go',
    what: 'bytes',
    messages: ['ShareFetchResponse'],
    directions: theirs,
    reason: 'it writes null for records, which Kafka does not allow since version 1',
  },
]

/** The difference that is listed for a message on its way, if there is one. */
export function knownDifference(
  foreignTitle: string,
  { name, version }: Subject,
  direction: Direction,
): KnownDifference | undefined {
  return knownDifferences.find((known) => {
    const [min, max] = known.versions ?? [0, Infinity]
    const concerned = foreignTitle.startsWith(known.foreign) && known.messages.includes(name)
    const onThisWay = known.directions?.includes(direction) ?? true
    return concerned && onThisWay && version >= min && version <= max
  })
}
