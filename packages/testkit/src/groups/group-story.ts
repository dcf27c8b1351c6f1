import { asking } from '../asking.ts'
import type { Engine } from '../engines/engine.ts'
import { createTopic } from '../raw-topics.ts'
import { holds } from '../stories/story.ts'
import { Feed } from './feed.ts'
import { noSharedPartitions } from './generations.ts'
import { commitLate, endsOf, growTopics, memberIdsOf } from './group-questions.ts'
import { isRefusal } from './late-commit.ts'
import type { MemberProcess } from './member-process.ts'
import type { Readers } from './readers.ts'
import { isBlindToGrowth, mayLoseMembersByGrowth, neverWakes } from './strategies.ts'

const partitionsBefore = 4
const partitionsAfter = 6

/**
 * What happens to groups in the course of a day, in a minute: members come, die, leave and fall
 * asleep, the topic grows, the broker is killed. Each record must be read, and in no generation may
 * a partition have two owners.
 */
export async function tellGroupStory(
  engine: Engine,
  groups: readonly Readers[],
  say: (what: string) => void,
): Promise<void> {
  const topics = groups.map(({ options }) => options.topic)
  for (const name of topics) {
    await createTopic(engine.bootstrap, { name, numPartitions: partitionsBefore })
  }
  const feed = new Feed(engine.bootstrap, topics, partitionsBefore)
  const all = (step: (group: Readers) => Promise<void>): Promise<unknown> =>
    Promise.all(groups.map(step))
  try {
    await all((group) => threeMembersJoin(group))
    say('three members have joined')
    await all((group) => oneIsKilled(engine, group))
    say('one was killed, and its commits are refused')
    await all((group) => oneLeavesAndOneComes(group))
    say('one has left, and another has come')
    await all((group) => oneSleeps(group))
    say('one was paused beyond its session, and is back')
    const growing = groups.filter(
      ({ options }) => !mayLoseMembersByGrowth(options.title, options.strategy),
    )
    const grown = growing.map(({ options }) => options.topic)
    if (grown.length > 0) {
      await ask(engine, (connection) => growTopics(connection, grown, partitionsAfter))
      feed.grow(grown, partitionsAfter)
    }
    await all((group) => newPartitionsAreRead(engine, group))
    say('the topic has more partitions, and they are read')
    await engine.kill()
    await engine.start()
    await all((group) => readsOn(engine, group))
    say('the broker was killed, and they read on')
  } finally {
    await feed.stop()
  }
  await all((group) => readsOn(engine, group))
  await all(async (group) => {
    await Promise.all(aliveIn(group).map((member) => member.leave()))
  })
  say('each record was read')
  // Consumer groups have their own check of this.
  const areClassic = groups.every(({ options }) => options.strategy !== 'consumer')
  if (areClassic) await ask(engine, noSharedPartitions)
}

async function threeMembersJoin(group: Readers): Promise<void> {
  for (const name of ['A', 'B', 'C']) group.start(name)
  await group.divided(partitionsBefore, group.members)
}

async function oneIsKilled(engine: Engine, group: Readers): Promise<void> {
  const { topic, group: groupId } = group.options
  const before = await ask(engine, (connection) => memberIdsOf(connection, groupId))
  await group.members.at(-1)?.kill()
  await group.divided(partitionsBefore, aliveIn(group))
  await ask(engine, async (connection) => {
    const after = await memberIdsOf(connection, groupId)
    holds(before.length > 2 && after.length > 1, `${group.options.title}: where are its members?`)
    for (const memberId of new Set([...before, ...after])) {
      const error = await commitLate(connection, { groupId, topic, memberId })
      holds(isRefusal(error), `${group.options.title}: a late commit is answered with ${error}`)
    }
  })
}

async function oneLeavesAndOneComes(group: Readers): Promise<void> {
  await aliveIn(group).at(-1)?.leave()
  await group.divided(partitionsBefore, aliveIn(group))
  group.start('D')
  await group.divided(partitionsBefore, aliveIn(group))
}

async function oneSleeps(group: Readers): Promise<void> {
  const [sleeper, ...others] = aliveIn(group)
  sleeper?.pause()
  await group.divided(partitionsBefore, others)
  if (neverWakes(group.options.title, group.options.strategy)) await sleeper?.kill()
  else sleeper?.resume()
  await group.divided(partitionsBefore, aliveIn(group))
}

async function newPartitionsAreRead(engine: Engine, group: Readers): Promise<void> {
  if (isBlindToGrowth(group.options.title, group.options.strategy)) group.start('E')
  await group.divided(partitionsNow(group), aliveIn(group))
  await readsOn(engine, group)
}

async function readsOn(engine: Engine, group: Readers): Promise<void> {
  const { topic } = group.options
  const ends = await ask(engine, (connection) => endsOf(connection, topic, partitionsNow(group)))
  await group.hasReadAll(ends)
}

/** After topics have grown. */
function partitionsNow({ options }: Readers): number {
  return mayLoseMembersByGrowth(options.title, options.strategy)
    ? partitionsBefore
    : partitionsAfter
}

function aliveIn({ members }: Readers): readonly MemberProcess[] {
  return members.filter(({ isAlive }) => isAlive)
}

function ask<Result>(
  { bootstrap }: Engine,
  question: Parameters<typeof asking<Result>>[1],
): Promise<Result> {
  return asking(bootstrap, question)
}
