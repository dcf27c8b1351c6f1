import { boolean, int, list, long, noEffect, string } from '@barnabus/base'

const oneProcess = noEffect('leadership does not move between the nodes of one process')

/** Who the broker is, what topics it makes, and what it would say to others. */
export const nodeProperties = {
  'node.id': int({ default: 1, min: 0, doc: 'The id of this broker, or of the first of several.' }),
  'broker.id': int({
    default: -1,
    doc: 'An old name of node.id. Where both are given they must agree.',
  }),
  'broker.rack': string({ default: null, doc: 'Where the broker stands; clients are told.' }),
  'process.roles': list({
    default: ['broker', 'controller'],
    oneOf: ['broker', 'controller'],
    doc: 'What this process is.',
    effect: noEffect('a Barnabus process is always the broker and its own controller'),
  }),
  'auto.create.topics.enable': boolean({
    default: true,
    doc: 'Whether a topic that a client asks for is made.',
  }),
  'delete.topic.enable': boolean({ default: true, doc: 'Whether topics can be deleted.' }),
  'num.partitions': int({
    default: 1,
    min: 1,
    doc: 'How many partitions a topic has that was not told otherwise.',
  }),
  'default.replication.factor': int({
    default: 1,
    doc: 'How many replicas a topic has that was not told otherwise.',
  }),
  'auto.leader.rebalance.enable': boolean({
    default: true,
    doc: 'Whether leadership goes back to the preferred replicas.',
    effect: oneProcess,
  }),
  'leader.imbalance.check.interval.seconds': long({
    default: 300,
    min: 1,
    doc: 'How often the preferred replicas are looked at.',
    effect: oneProcess,
  }),
} as const
