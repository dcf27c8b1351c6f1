import { produceScenario } from '../produce-scenario.ts'

export const produceSmall = produceScenario({
  name: 'produce-small',
  summary: "Kafka's producer performance tool: records of 100 bytes, six partitions, acks=all.",
  partitions: 6,
  recordSizeBytes: 100,
  records: 1_000_000,
  properties: { 'batch.size': '65536', 'linger.ms': '5' },
})
