import { deepEqual, equal, ok } from 'node:assert/strict'
import { describe, test } from 'node:test'

import { InProcessBroker, TcpProxy, freePorts } from '@barnabus/testkit'

import { protocols } from './protocols.fixture.ts'
import { TestGroup, until } from './test-group.fixture.ts'

/** A broker that clients reach through a proxy only. */
class ProxiedBroker {
  readonly broker: InProcessBroker
  readonly proxy: TcpProxy
  readonly settings: { readonly 'bootstrap.servers': string }
  #names = 0

  private constructor(broker: InProcessBroker, proxy: TcpProxy) {
    this.broker = broker
    this.proxy = proxy
    this.settings = { 'bootstrap.servers': `127.0.0.1:${proxy.port}` }
  }

  static async start(): Promise<ProxiedBroker> {
    const proxy = await TcpProxy.open()
    const [port] = await freePorts(1)
    proxy.leadTo(port!)
    const broker = await InProcessBroker.start({
      settings: {
        listeners: `PLAINTEXT://127.0.0.1:${port}`,
        'advertised.listeners': `PLAINTEXT://127.0.0.1:${proxy.port}`,
        'group.initial.rebalance.delay.ms': '0',
        'group.min.session.timeout.ms': '100',
        'group.consumer.min.heartbeat.interval.ms': '100',
        'group.consumer.heartbeat.interval.ms': '200',
      },
    })
    return new ProxiedBroker(broker, proxy)
  }

  name(prefix: string): string {
    this.#names += 1
    return `${prefix}-${this.#names}`
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.proxy.close()
    await this.broker[Symbol.asyncDispose]()
  }
}

for (const [protocol, settings] of Object.entries(protocols)) {
  describe(`a group, ${protocol}, whose connections are lost`, () => {
    test('goes on in the same generation when they were cut', async () => {
      await using kafka = await ProxiedBroker.start()
      const { name: topic } = await kafka.broker.makeTopic('cut', 4)
      await using group = new TestGroup(kafka, { ...settings, 'session.timeout.ms': 20_000 })
      const [a, b] = group.join(['a', 'b'], topic)
      await group.shared([2, 2])
      const before = [a!.group.metadata, b!.group.metadata]
      group.takeEvents()

      kafka.proxy.cut()
      await Promise.all([group.beats(a!, 2), group.beats(b!, 2)])

      deepEqual(group.events, [])
      deepEqual([a!.group.metadata, b!.group.metadata], before)
    })

    test('goes on when the broker was restarted', async () => {
      await using kafka = await ProxiedBroker.start()
      const { name: topic } = await kafka.broker.makeTopic('restarted', 4)
      await using group = new TestGroup(kafka, { ...settings, 'session.timeout.ms': 20_000 })
      const [a, b] = group.join(['a', 'b'], topic)
      await group.shared([2, 2])

      await kafka.broker.restart()
      await Promise.all([group.beats(a!, 2), group.beats(b!, 2)])
      await group.shared([2, 2])

      ok(
        group.members.every(
          ({ doubles, group: member }) => doubles.length === 0 && !member.failure,
        ),
      )
      ok(!group.events.some((event) => event.includes('!')), group.events.join())
    })

    test('gets together again when a join was cut in the middle', async () => {
      await using kafka = await ProxiedBroker.start()
      const { name: topic } = await kafka.broker.makeTopic('middle', 4)
      await using group = new TestGroup(kafka, settings)
      const a = group.member(
        'a',
        {},
        { listener: { revoked: () => Promise.resolve(kafka.proxy.cut()) } },
      )
      a.group.subscribe({ kind: 'topics', topics: [topic] })
      await group.shared([4])

      group.join(['b'], topic)
      await group.shared([2, 2])

      deepEqual(
        group.members.flatMap(({ doubles }) => doubles),
        [],
      )
    })

    test('a member that cannot reach anybody closes in the time it is given', async () => {
      await using kafka = await ProxiedBroker.start()
      const { name: topic } = await kafka.broker.makeTopic('alone', 1)
      await using group = new TestGroup(kafka, settings)
      const [a] = group.join(['a'], topic)
      await group.shared([1])
      kafka.proxy.leadTo(1)
      kafka.proxy.cut()

      let isClosed = false
      void a!.close().then(() => (isClosed = true))
      await until('closed', () => isClosed)

      equal(a!.group.assignment.length, 0)
    })
  })
}
