import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'

import { TestCluster } from '@barnabus/testkit'

import { Admin } from '../admin.ts'
import { untilItIsSo } from '../asking/until-it-is-so.fixture.ts'

describe('settings', () => {
  let kafka: TestCluster
  let admin: Admin
  before(async () => {
    kafka = await TestCluster.start()
    admin = new Admin(kafka.settings)
  })
  after(async () => {
    await admin.close()
    await kafka[Symbol.asyncDispose]()
  })

  async function madeTopic(prefix: string): Promise<string> {
    const topic = kafka.name(prefix)
    await admin.createTopics([{ topic }])
    return topic
  }

  async function valueOf(topic: string, name: string): Promise<string | null | undefined> {
    const [found] = await admin.describeConfigs([{ type: 'TOPIC', name: topic }])
    return found?.configs.get(name)?.value
  }

  test('a setting is changed, added to, taken from and taken back', async () => {
    const name = kafka.name('configured')
    await admin.createTopics([{ topic: name, configs: { 'retention.ms': 1000 } }])
    const topic = { type: 'TOPIC', name } as const

    await admin.incrementalAlterConfigs([
      { ...topic, set: { 'segment.ms': 5000 }, append: { 'cleanup.policy': 'compact' } },
    ])
    await untilItIsSo(async () => (await valueOf(name, 'segment.ms')) === '5000')
    equal(await valueOf(name, 'cleanup.policy'), 'delete,compact')
    equal(await valueOf(name, 'retention.ms'), '1000')
    await admin.incrementalAlterConfigs([
      { ...topic, set: { 'segment.ms': null }, subtract: { 'cleanup.policy': 'delete' } },
    ])

    await untilItIsSo(async () => (await valueOf(name, 'cleanup.policy')) === 'compact')
    equal(await valueOf(name, 'segment.ms'), '604800000')
  })

  test('a value tells where it comes from, and of what kind it is', async () => {
    const name = kafka.name('described')
    await admin.createTopics([{ topic: name, configs: { 'retention.ms': 1000 } }])
    const resource = { type: 'TOPIC', name } as const

    const names = ['retention.ms', 'segment.ms']
    const how = { names, includeSynonyms: true, includeDocumentation: true }
    const [found] = await admin.describeConfigs([resource], how)

    deepEqual(Array.from(found!.configs.keys()).toSorted(), names)
    const retention = found?.configs.get('retention.ms')
    equal(retention?.source, 'DYNAMIC_TOPIC_CONFIG')
    equal(retention.isDefault, false)
    equal(retention.type, 'LONG')
    ok(retention.documentation)
    equal(retention.synonyms[0]?.source, 'DYNAMIC_TOPIC_CONFIG')
    equal(found?.configs.get('segment.ms')?.isDefault, true)
  })

  test('a broker is asked about itself, also where many things are asked for at once', async () => {
    const { nodes } = await admin.describeCluster()
    const brokers = nodes.map(({ id }) => ({ type: 'BROKER', name: String(id) }) as const)
    const topics = [await madeTopic('beside')].map((name) => ({ type: 'TOPIC', name }) as const)

    const found = await admin.describeConfigs([...topics, ...brokers])

    deepEqual(
      found.map(({ name }) => name),
      [...topics, ...brokers].map(({ name }) => name),
    )
    ok(found.slice(1).every(({ configs }) => configs.has('log.retention.ms')))
  })

  test('what is wrong is named, and nothing is changed by only trying', async () => {
    const name = await madeTopic('tried')
    const topic = { type: 'TOPIC', name } as const

    await admin.incrementalAlterConfigs([{ ...topic, set: { 'segment.ms': 5000 } }], {
      validateOnly: true,
    })
    equal(await valueOf(name, 'segment.ms'), '604800000')
    const wrong = [{ ...topic, set: { 'segment.ms': 'soon' } }]
    await rejects(admin.incrementalAlterConfigs(wrong), { errorName: 'INVALID_CONFIG' })
    const missing = [{ type: 'TOPIC', name: kafka.name('missing') } as const]
    await rejects(admin.describeConfigs(missing), { errorName: 'UNKNOWN_TOPIC_OR_PARTITION' })
    const nobody = [{ type: 'BROKER', name: '4711' } as const]
    await rejects(admin.describeConfigs(nobody), { errorName: 'BROKER_NOT_AVAILABLE' })
  })

  test('whatever has settings is listed', async () => {
    const name = await madeTopic('listed')

    const resources = await admin.listConfigResources({ types: ['TOPIC'] })

    ok(resources.some((resource) => resource.type === 'TOPIC' && resource.name === name))
  })
})
