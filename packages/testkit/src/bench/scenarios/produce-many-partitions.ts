import { produceScenario } from '../produce-scenario.ts'

export const produceManyPartitions = produceScenario({
  name: 'produce-many-partitions',
  summary:
    "Kafka's producer performance tool: records of 100 bytes, a few to a batch, 100 partitions, acks=all.",
  partitions: 100,
  recordSizeBytes: 100,
  records: 15_000,
  properties: { 'batch.size': '500', 'linger.ms': '0' },
})
