export { readAccessLog, type AccessLog } from './clients/access-log.ts'
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
export { randomRequest, randomRequestBody, randomResponse } from './protocol/random-message.ts'
export { RawConnection } from './raw-connection.ts'
export {
  RawProducer,
  committedOffset,
  readCommitted,
  type CommittedView,
  type ProtocolVersion,
} from './raw-producer.ts'
export { seededRandom } from './seeded-random.ts'
