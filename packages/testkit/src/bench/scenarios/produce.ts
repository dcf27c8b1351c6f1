import { produceScenario } from '../produce-scenario.ts'

export const produce = produceScenario({
  name: 'produce',
  summary: "Kafka's producer performance tool: records of 1 KiB, six partitions, acks=all.",
  partitions: 6,
  recordSizeBytes: 1024,
  records: 250_000,
  properties: { 'batch.size': '65536', 'linger.ms': '5' },
})
