import { produceScenario } from '../produce-scenario.ts'

export const produceSmallOnePartition = produceScenario({
  name: 'produce-small-one-partition',
  summary: "Kafka's producer performance tool: records of 100 bytes, one partition, acks=all.",
  partitions: 1,
  recordSizeBytes: 100,
  records: 1_000_000,
  properties: { 'batch.size': '65536', 'linger.ms': '5' },
})
