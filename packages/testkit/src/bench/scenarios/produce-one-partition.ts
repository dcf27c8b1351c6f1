import { produceScenario } from '../produce-scenario.ts'

export const produceOnePartition = produceScenario({
  name: 'produce-one-partition',
  summary: "Kafka's producer performance tool: records of 1 KiB, one partition, acks=all.",
  partitions: 1,
  recordSizeBytes: 1024,
  records: 200_000,
  properties: { 'batch.size': '65536', 'linger.ms': '5' },
})
