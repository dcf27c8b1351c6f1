import { deepEqual, equal, notEqual, ok } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { TestCluster } from '@barnabus/testkit'

import { growTopic, makeTopicNamed } from './admin-requests.fixture.ts'
import { protocols } from './protocols.fixture.ts'
import { TestGroup, until } from './test-group.fixture.ts'

for (const [protocol, settings] of Object.entries(protocols)) {
  describe(`a group, ${protocol}`, () => {
    let kafka: TestCluster
    before(async () => (kafka = await TestCluster.start()))
    after(async () => kafka[Symbol.asyncDispose]())

    test('shares all partitions out among three members, and none has two owners', async () => {
      const topic = await kafka.makeTopic('shared', 6)
      await using group = new TestGroup(kafka, settings)

      group.join(['a'], topic)
      await group.shared([6])
      group.join(['b', 'c'], topic)
      await group.shared([2, 2, 2])

      deepEqual(
        group.members.flatMap(({ doubles }) => doubles),
        [],
      )
      equal(new Set(group.members.flatMap(({ owned }) => Array.from(owned))).size, 6)
    })

    test('gives what a member leaves behind to the others at once', async () => {
      const topic = await kafka.makeTopic('left', 4)
      await using group = new TestGroup(kafka, settings)
      const [a, b] = group.join(['a', 'b'], topic)
      await group.shared([2, 2])
      group.takeEvents()

      await b!.close()
      await group.shared([4], [a!])

      equal(group.events.filter((event) => event.startsWith(`b -${topic}`)).length, 2)
      ok(!group.events.some((event) => event.includes('!')), 'nothing is lost')
      deepEqual(b!.group.metadata.memberId, '')
    })

    test('gives what a killed member had to the others after the session', async () => {
      const topic = await kafka.makeTopic('killed', 4)
      await using group = new TestGroup(kafka, settings)
      const [a, b] = group.join(['a', 'b'], topic)
      await group.shared([2, 2])

      b!.kill()
      await group.shared([4], [a!])

      equal(a!.doubles.length, 0)
    })

    test('a member that does not pull for max.poll.interval.ms makes room, and comes back', async () => {
      const topic = await kafka.makeTopic('late', 4)
      await using group = new TestGroup(kafka, settings)
      const [a] = group.join(['a'], topic)
      const b = group.member('b', { 'max.poll.interval.ms': 3000 })
      b.group.subscribe({ kind: 'topics', topics: [topic] })
      b.group.waiting()
      await group.shared([2, 2])
      group.takeEvents()

      b.group.polled() // It was given something, and works on it for too long.
      await group.shared([4], [a!])

      equal(group.events.filter((event) => event.startsWith(`b !${topic}`)).length, 2)
      deepEqual(b.group.assignment, [])
      equal(b.group.metadata.generationId, -1)

      b.group.polled()
      b.group.waiting() // It asks for more, and there is nothing: that is not being late.
      await group.shared([2, 2])
      equal(b.group.failure, undefined)
    })

    test('sees a topic grow', async () => {
      const topic = await kafka.makeTopic('grows', 2)
      await using group = new TestGroup(kafka, { ...settings, 'metadata.max.age.ms': 500 })
      const [a] = group.join(['a', 'b'], topic)
      await group.shared([1, 1])

      await growTopic(a!.cluster, topic, 6)

      await group.shared([3, 3])
    })

    test('sees topics that come to match its pattern, and no others', async () => {
      const prefix = kafka.name('matched')
      await using group = new TestGroup(kafka, { ...settings, 'metadata.max.age.ms': 500 })
      const a = group.member('a')
      const pattern = new RegExp(`^${prefix}-(x|y)$`, 'g')
      await makeTopicNamed(a.cluster, `${prefix}-x`, 1)
      await makeTopicNamed(a.cluster, `${prefix}-z`, 1)
      a.group.subscribe({ kind: 'pattern', pattern })
      await group.shared([1])

      await makeTopicNamed(a.cluster, `${prefix}-y`, 2)

      await group.shared([3])
      deepEqual(Array.from(new Set(a.group.assignment.map(({ topic }) => topic))).toSorted(), [
        `${prefix}-x`,
        `${prefix}-y`,
      ])
    })

    test('follows a member who wants something else', async () => {
      const one = await kafka.makeTopic('one', 2)
      const other = await kafka.makeTopic('other', 3)
      await using group = new TestGroup(kafka, settings)
      const [a, b] = group.join(['a', 'b'], one)
      await group.shared([1, 1])
      group.takeEvents()

      a!.group.subscribe({ kind: 'topics', topics: [other] })
      await until('each has its own topic', () => {
        const counts = [a!, b!].map(({ group: member }) => member.assignment.length)
        return counts.join() === '3,2' && [a!, b!].every(({ group: member }) => member.isStable)
      })

      ok(a!.group.assignment.every(({ topic }) => topic === other))
      ok(b!.group.assignment.every(({ topic }) => topic === one))
      deepEqual([...a!.doubles, ...b!.doubles], [])
    })

    test('a member that is told to be none loses everything, and joins again', async () => {
      const topic = await kafka.makeTopic('fenced', 2)
      await using group = new TestGroup(kafka, settings)
      const [a] = group.join(['a'], topic)
      await group.shared([2])
      const before = a!.group.metadata
      group.takeEvents()

      await group.expel(a!)
      await until('lost and assigned anew', () => group.events.length >= 4)
      await group.shared([2])

      deepEqual(
        group.events.map((event) => event.slice(0, 3)),
        ['a !', 'a !', 'a +', 'a +'],
      )
      notEqual(a!.group.metadata.generationId, -1)
      equal(before.groupId, a!.group.metadata.groupId)
    })

    test('a static member that is back within its session costs the others nothing', async () => {
      const topic = await kafka.makeTopic('static', 4)
      await using group = new TestGroup(kafka, settings)
      const a = group.member('a', { 'group.instance.id': 'one' })
      const b = group.member('b', { 'group.instance.id': 'two', 'session.timeout.ms': 20_000 })
      for (const { group: member } of [a, b]) member.subscribe({ kind: 'topics', topics: [topic] })
      await group.shared([2, 2])
      const had = Array.from(b.owned).toSorted()
      const { generationId } = a.group.metadata
      await b.close()
      group.takeEvents()

      const c = group.member('c', { 'group.instance.id': 'two', 'session.timeout.ms': 20_000 })
      c.group.subscribe({ kind: 'topics', topics: [topic] })
      await group.shared([2, 2], [a, c])

      deepEqual(Array.from(c.owned).toSorted(), had)
      ok(!group.events.some((event) => event.startsWith('a')), group.events.join())
      equal(a.group.metadata.generationId, generationId)
    })

    test('of two with one group.instance.id one stops for good, and says why', async () => {
      const topic = await kafka.makeTopic('twice', 1)
      await using group = new TestGroup(kafka, settings)
      const a = group.member('a', { 'group.instance.id': 'same' })
      a.group.subscribe({ kind: 'topics', topics: [topic] })
      await group.shared([1])
      const b = group.member('b', { 'group.instance.id': 'same' })
      const told: string[] = []
      for (const { group: member } of [a, b]) {
        member.onFailure(({ errorName }) => told.push(errorName))
      }

      b.group.subscribe({ kind: 'topics', topics: [topic] })
      await until('one of them fails', () => told.length > 0)

      deepEqual(told, [protocol === 'consumer' ? 'UNRELEASED_INSTANCE_ID' : 'FENCED_INSTANCE_ID'])
      const [failed, other] = protocol === 'consumer' ? [b, a] : [a, b]
      equal(failed.group.failure?.errorName, told[0])
      await group.shared([1], [other])
      deepEqual(failed.group.assignment, [])
    })

    test('a member that closes while it joins is gone', async () => {
      const topic = await kafka.makeTopic('hasty', 2)
      await using group = new TestGroup(kafka, settings)
      const [a, b] = group.join(['a', 'b'], topic)

      await b!.close()
      await group.shared([2], [a!])

      deepEqual(Array.from(b!.owned), [])
    })

    test('a failing listener does not keep the group from going on', async () => {
      const topic = await kafka.makeTopic('failing', 1)
      await using group = new TestGroup(kafka, settings)
      const fail = (): Promise<void> => Promise.reject(new Error('no'))
      const a = group.member('a', {}, { listener: { assigned: fail } })

      a.group.subscribe({ kind: 'topics', topics: [topic] })
      await until('stable', () => a.group.isStable)

      equal(a.group.failure, undefined)
    })

    test('closes in the time it is given, whatever the application does', async () => {
      const topic = await kafka.makeTopic('hangs', 1)
      await using group = new TestGroup(kafka, settings)
      const forever = new Promise<void>(() => undefined)
      let isAsked = false
      const assigned = (): Promise<void> => {
        isAsked = true
        return forever
      }
      const a = group.member('a', {}, { listener: { assigned } })
      a.group.subscribe({ kind: 'topics', topics: [topic] })
      await until('the application hangs', () => isAsked)

      await a.group.close(a.cluster.deadline({ timeoutMs: 200 }))
      await a.close()

      equal(a.group.failure, undefined)
    })

    test('heartbeats go on while the application is asked to let go', async () => {
      const topic = await kafka.makeTopic('slow', 2)
      await using group = new TestGroup(kafka, settings)
      let letGo = (): void => undefined
      const busy = new Promise<void>((resolve) => (letGo = resolve))
      const a = group.member('a', {}, { listener: { revoked: () => busy } })
      a.group.subscribe({ kind: 'topics', topics: [topic] })
      await group.shared([2])

      const [b] = group.join(['b'], topic)
      await group.beats(a, kafka.broker === undefined ? 2 : 17) // 17: longer than its session.
      deepEqual(Array.from(b!.owned), [])
      letGo()
      await group.shared([1, 1])

      deepEqual([...a.doubles, ...b!.doubles], [])
      ok(!group.events.some((event) => event.includes('!')), group.events.join())
    })
  })
}
