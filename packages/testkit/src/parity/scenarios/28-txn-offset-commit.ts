import { ApiKey, type TxnOffsetCommitRequestDraft } from '@barnabus/protocol'

import { groupOfOne, ofClassicGroup } from '../classic-members.ts'
import { scenariosOf, type Particular } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import type { StageTopic } from '../stage-topics.ts'
import {
  ended,
  identityOf,
  isConcluding,
  transactionalProducer,
  type TransactionalProducer,
} from '../transactions.ts'

type Committing = Stage<typeof ApiKey.TxnOffsetCommit>

const addsPartitionSince = 5
const membersSince = 3

/** A transaction that may commit offsets of the scenario's group. */
function told(
  play: (stage: Committing, producer: TransactionalProducer, topic: StageTopic) => Promise<void>,
  more: { readonly since?: number } = {},
): Particular<typeof ApiKey.TxnOffsetCommit> {
  return ofClassicGroup(async (stage) => {
    const [topic, producer] = [
      await stage.topic({ partitions: 2 }),
      await transactionalProducer(stage),
    ]
    if (stage.version < addsPartitionSince) {
      const request = { ...producer, groupId: stage.name('group') }
      await stage.quietly(ApiKey.AddOffsetsToTxn, 3, request)
    }
    await play(stage, producer, topic)
  }, more)
}

async function commit(
  stage: Committing,
  { transactionalId, ...producer }: TransactionalProducer,
  { name }: Pick<StageTopic, 'name'>,
  more: Partial<TxnOffsetCommitRequestDraft> & { readonly partitionIndex?: number } = {},
): Promise<void> {
  const { partitionIndex = 0, ...rest } = more
  const partitions = [{ partitionIndex, committedOffset: 5n, committedMetadata: 'here' }]
  const request = {
    ...{ transactionalId, groupId: stage.name('group'), ...identityOf(producer) },
    ...{ topics: [{ name, partitions }], ...rest },
  }
  await stage.insist(ApiKey.TxnOffsetCommit, stage.version, request, isConcluding)
}

/** What the group has committed, also for readers that want it to be decided. Compared. */
async function seeOffsets(stage: Committing): Promise<void> {
  const groups = [{ groupId: stage.name('group'), topics: null }]
  await stage.send(ApiKey.OffsetFetch, 8, { groups, requireStable: false })
  await stage.send(ApiKey.OffsetFetch, 8, { groups, requireStable: true })
}

/** Waits until no offset of the group is undecided. */
async function decided(stage: Committing, { name }: StageTopic): Promise<void> {
  const groups = [{ groupId: stage.name('group'), topics: [{ name, partitionIndexes: [0, 1] }] }]
  await stage.until(ApiKey.OffsetFetch, 8, { groups, requireStable: true }, (answer) =>
    answer.groups.every(({ topics }) =>
      topics.every(({ partitions }) => partitions.every(({ errorCode }) => errorCode === 0)),
    ),
  )
}

function endVersion({ version }: Committing): number {
  return version >= addsPartitionSince ? 5 : 4
}

export const txnOffsetCommit = scenariosOf(ApiKey.TxnOffsetCommit, {
  committed: told(async (stage, producer, topic) => {
    await commit(stage, producer, topic)
    await commit(stage, producer, topic, { partitionIndex: 1 })
    await seeOffsets(stage)
    await ended(stage, endVersion(stage), producer, 'commit')
    await decided(stage, topic)
    await seeOffsets(stage)
  }),
  aborted: told(async (stage, producer, topic) => {
    await commit(stage, producer, topic)
    await ended(stage, endVersion(stage), producer, 'abort')
    await decided(stage, topic)
    await seeOffsets(stage)
  }),
  'over an offset that was committed before': told(async (stage, producer, topic) => {
    const partitions = [{ partitionIndex: 0, committedOffset: 1n, committedMetadata: '' }]
    const topics = [{ name: topic.name, partitions }]
    const groupId = stage.name('group')
    await stage.quietly(ApiKey.OffsetCommit, 8, { groupId, memberId: '', topics })
    await commit(stage, producer, topic)
    await seeOffsets(stage)
    await stage.send(ApiKey.OffsetCommit, 8, { groupId, memberId: '', topics })
    await seeOffsets(stage)
    await ended(stage, endVersion(stage), producer, 'commit')
    await decided(stage, topic)
    await seeOffsets(stage)
  }),
  'topics and partitions that are none': told(async (stage, producer, topic) => {
    await commit(stage, producer, { name: stage.name('none') })
    await commit(stage, producer, topic, { partitionIndex: 7 })
    await commit(stage, producer, topic, { topics: [] })
    await commit(stage, producer, topic, { groupId: '' })
    await seeOffsets(stage)
  }),
  'metadata that is null or too long': told(async (stage, producer, { name }) => {
    for (const committedMetadata of [null, 'x'.repeat(4097)]) {
      const partitions = [{ partitionIndex: 0, committedOffset: 5n, committedMetadata }]
      await commit(stage, producer, { name }, { topics: [{ name, partitions }] })
    }
  }),
  'producers that are others': told(async (stage, producer, topic) => {
    const other = await transactionalProducer(stage, { suffix: 'other' })
    for (const wrong of [
      { ...producer, producerEpoch: producer.producerEpoch + 1 },
      { ...producer, producerEpoch: producer.producerEpoch - 1 },
      { ...producer, ...identityOf(other) },
      { ...producer, transactionalId: stage.name('nobody') },
    ]) {
      await commit(stage, wrong, topic)
    }
    await seeOffsets(stage)
  }),
  'members and strangers': told(
    async (stage, producer, topic) => {
      const { memberId, generationId } = await groupOfOne(stage)
      for (const who of [
        { memberId, generationId },
        { memberId, generationId: generationId + 1 },
        { memberId, generationId: generationId - 1 },
        { memberId: 'somebody', generationId },
        { memberId, generationId: -1 },
        { memberId: '', generationId: -1 },
        { memberId, generationId, groupInstanceId: 'one' },
      ]) {
        await commit(stage, producer, topic, who)
      }
    },
    { since: membersSince },
  ),
  'a member of no group': told(
    async (stage, producer, topic) => {
      await commit(stage, producer, topic, { memberId: 'somebody', generationId: 3 })
    },
    { since: membersSince },
  ),
  'without AddOffsetsToTxn': ofClassicGroup(async (stage) => {
    const [topic, producer] = [await stage.topic(), await transactionalProducer(stage)]
    await commit(stage, producer, topic)
    await seeOffsets(stage)
  }),
}).map((scenario) => ({ ...scenario, alone: true })) // Kafka verifies what comes together as one.
