import { choice, int, list } from '@barnabus/base'

const intMax = 2_147_483_647

/** How groups of the consumer protocol (KIP-848) are coordinated. */
export const consumerGroupProperties = {
  'group.consumer.session.timeout.ms': int({
    default: 45_000,
    min: 1,
    doc: 'A member that sent no heartbeat for so long is removed from its group.',
  }),
  'group.consumer.min.session.timeout.ms': int({
    default: 45_000,
    min: 1,
    doc: 'The shortest session timeout that may be set for a group.',
  }),
  'group.consumer.max.session.timeout.ms': int({
    default: 60_000,
    min: 1,
    doc: 'The longest session timeout that may be set for a group.',
  }),
  'group.consumer.heartbeat.interval.ms': int({
    default: 5000,
    min: 1,
    doc: 'How often members are told to send a heartbeat.',
  }),
  'group.consumer.min.heartbeat.interval.ms': int({
    default: 5000,
    min: 1,
    doc: 'The shortest heartbeat interval that may be set for a group.',
  }),
  'group.consumer.max.heartbeat.interval.ms': int({
    default: 15_000,
    min: 1,
    doc: 'The longest heartbeat interval that may be set for a group.',
  }),
  'group.consumer.assignment.interval.ms': int({
    default: 1000,
    min: 0,
    scope: 'cluster-wide',
    doc: 'Partitions are assigned anew at most so often. 0: with every change.',
  }),
  'group.consumer.min.assignment.interval.ms': int({
    default: 0,
    min: 0,
    doc: 'The shortest assignment interval that may be set for a group.',
  }),
  'group.consumer.max.assignment.interval.ms': int({
    default: 15_000,
    min: 0,
    doc: 'The longest assignment interval that may be set for a group.',
  }),
  'group.consumer.max.size': int({
    default: intMax,
    min: 1,
    doc: 'How many members a group may have.',
  }),
  'group.consumer.assignors': list({
    default: ['uniform', 'range'],
    oneOf: ['uniform', 'range'],
    empty: false,
    doc: 'The assignors that members may ask for; the first assigns where none asks.',
  }),
  'group.consumer.migration.policy': choice({
    default: 'bidirectional',
    oneOf: ['disabled', 'downgrade', 'upgrade', 'bidirectional'],
    anyCase: true,
    doc: 'Whether groups that are in use may change from the classic protocol to the consumer protocol (upgrade), back (downgrade), or both.',
  }),
  'group.consumer.regex.refresh.interval.ms': int({
    default: 600_000,
    min: 10_000,
    doc: 'After so long the topics of regular expressions are looked for again even if none was created.',
  }),
} as const
