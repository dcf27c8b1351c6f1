export { connectToLeader } from './connect-to-leader.ts'
export { readAccessLog, type AccessLog } from './clients/access-log.ts'
export { TestBucket } from './databases/test-bucket.ts'
export { TestDatabase, type TestConnection } from './databases/test-database.ts'
export { runCompactionOrdeal, type CompactionOrdeal } from './disk/compaction-ordeal.ts'
export {
  withOffsetsMoved,
  withRecordsLost,
  withReplacedKept,
  withReplacementsDropped,
  withoutSyncOfCleaned,
} from './disk/compaction-tampering.ts'
export { CrashingDisk, type DiskOperation, type Saboteur } from './disk/crashing-disk.ts'
export {
  LogOnDisk,
  encodeSmallBatch,
  type LogOnDiskOptions,
  type SmallBatch,
} from './disk/log-on-disk.ts'
export { runLogOrdeal, type Ordeal } from './disk/log-ordeal.ts'
export {
  withoutProducerSnapshots,
  withoutSync,
  withoutWalSync,
  withSyncTooLate,
} from './disk/tampering.ts'
export {
  GroupMember,
  groupSizeOf,
  groupStateOf,
  subscription,
  type GroupMemberOptions,
} from './groups/group-member.ts'
export {
  InProcessBroker,
  type InProcessBrokerOptions,
  type MadeTopic,
} from './in-process-broker.ts'
export {
  committedIn,
  layouts,
  nameOf,
  valueOf,
  type Layout,
  type Step,
} from './transactions/layouts.ts'
export { writeBatch, writeValues } from './write-records.ts'
export { randomRequest, randomRequestBody, randomResponse } from './protocol/random-message.ts'
export { freePorts } from './engines/free-ports.ts'
export { RawConnection } from './raw-connection.ts'
export { TestCluster } from './test-cluster.ts'
export {
  RawProducer,
  committedOffset,
  readCommitted,
  type CommittedView,
  type ProtocolVersion,
} from './raw-producer.ts'
export { readPartition, type FoundRecord } from './read-partition.ts'
export { ScriptedBroker, type ProducedBatch, type ScriptedRequest } from './scripted-broker.ts'
export { eventually, until } from './stories/eventually.ts'
export { seededRandom } from './seeded-random.ts'
export { TcpProxy, type Passage } from './tcp-proxy.ts'
export { oneLogEach, twoPartitions } from './transaction-terms.ts'
