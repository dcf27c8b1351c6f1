import { choice, int, noEffect, refused } from '@barnabus/base'

import { commonProperties, toleratedProperties } from './common-properties.ts'

const { 'client.rack': _rack, ...sharedProperties } = commonProperties // It reads from nowhere.

/** Every setting of an administrator, with Kafka's names and defaults. */
export const adminProperties = {
  ...sharedProperties,
  ...toleratedProperties,
  retries: int({
    default: 2_147_483_647,
    min: 0,
    doc: 'How often a call is tried again.',
    effect: noEffect('Calls are tried again until default.api.timeout.ms is over.'),
  }),
  'metrics.recording.level': choice({
    default: 'INFO',
    oneOf: ['INFO', 'DEBUG', 'TRACE'],
    doc: 'Which metrics are kept.',
    effect: noEffect('All of them are.'),
  }),
  ...refused('controllers are not asked directly; give bootstrap.servers', [
    'bootstrap.controllers',
  ]),
} as const
