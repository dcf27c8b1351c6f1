import { deepEqual, equal, rejects } from 'node:assert/strict'
import { describe, test } from 'node:test'

import { ApiKey } from '@barnabus/protocol'
import { ScriptedBroker, freePorts } from '@barnabus/testkit'

import { Producer } from '../producer.ts'
import type { ProducerRecord } from '../producer-record.ts'

describe('a record that cannot be sent', () => {
  const cases: readonly (readonly [string, unknown, RegExp])[] = [
    ['no topic', { value: 'a' }, /names no topic/],
    ['a topic that nobody may make', { topic: 'x'.repeat(40_000) }, /40000 characters/],
    ['a partition below 0', { topic: 't', partition: -1 }, /partition is -1/],
    ['a partition between two', { topic: 't', partition: 0.5 }, /partition is 0.5/],
    ['a value that is an object', { topic: 't', value: { a: 1 } }, /value is neither text nor/],
    ['a key that is a number', { topic: 't', key: 42 }, /key is neither text nor bytes/],
    ['a header that is a number', { topic: 't', headers: { a: 1 } }, /header a is neither/],
    ['a header without a name', { topic: 't', headers: [[undefined, 'a']] }, /header has no name/],
    ['a time before 1970', { topic: 't', timestamp: -1 }, /timestamp is -1/],
    ['a time between two', { topic: 't', timestamp: 1.5 }, /timestamp is 1.5/],
  ]
  for (const [what, record, reason] of cases) {
    test(`as it has ${what} fails alone`, async () => {
      await using broker = await ScriptedBroker.start({ topics: { t: 1 } })
      await using producer = new Producer({ ...broker.settings, 'linger.ms': 0 })
      const error = { name: 'KafkaError', code: 'CLIENT_RECORD_UNUSABLE', message: reason }

      await rejects(producer.send(record as ProducerRecord), error)
      await rejects(producer.sendAll([record as ProducerRecord]), {
        ...error,
        name: 'RecordFailedError',
      })
      equal((await producer.send({ topic: 't', value: 'good' })).offset, 0n)
    })
  }

  test('as nothing in it can be read fails alone', async () => {
    await using broker = await ScriptedBroker.start({ topics: { t: 1 } })
    await using producer = new Producer({ ...broker.settings, 'linger.ms': 0 })
    const reason = new Error('no headers today')
    const headers = {
      *[Symbol.iterator](): Generator<[string, string]> {
        yield ['a', 'b']
        throw reason
      },
    }
    await rejects(producer.send({ topic: 't', headers }), reason)
    await rejects(producer.send(undefined as unknown as ProducerRecord), TypeError)
    await rejects(producer.sendAll([{ topic: 't', headers }]), reason)
    equal((await producer.send({ topic: 't', value: 'good' })).offset, 0n)
  })

  test('as the partitioner throws fails alone', async () => {
    await using broker = await ScriptedBroker.start({ topics: { t: 1 } })
    const partitioner = ({ value }: ProducerRecord): number => {
      if (value === 'bad') throw new Error('I do not know')
      return 0
    }
    await using producer = new Producer({ ...broker.settings, 'linger.ms': 0 }, { partitioner })
    await rejects(producer.send({ topic: 't', value: 'bad' }), {
      code: 'CLIENT_RECORD_UNUSABLE',
      cause: new Error('I do not know'),
    })
    equal((await producer.send({ topic: 't', value: 'good' })).offset, 0n)
  })

  test('is told of while many are sent, whose source is closed meanwhile', async () => {
    await using broker = await ScriptedBroker.start({ topics: { t: 1 } })
    const producer = new Producer({ ...broker.settings, 'linger.ms': 0 })
    async function* records(): AsyncGenerator<ProducerRecord> {
      yield { topic: 't', value: 'a' }
      await producer.close()
      yield { topic: 't', value: 'b' }
    }
    await rejects(producer.sendAll(records()), { code: 'CLIENT_CLOSED', index: 1 })
  })
})

describe('a cluster that is not there', () => {
  test('is told of after max.block.ms, with what was tried', async () => {
    const [port] = await freePorts(1)
    await using producer = new Producer({
      'bootstrap.servers': `127.0.0.1:${port}`,
      'max.block.ms': 200,
    })
    await rejects(producer.send({ topic: 't', value: 'a' }), (error: Error) => {
      const { code, cause } = error as { code?: string; cause?: { code?: string } }
      deepEqual([code, cause?.code], ['CLIENT_API_TIMED_OUT', 'CLIENT_NO_BROKER'])
      return true
    })
  })
})

test('a signal ends the wait for many records, too', async () => {
  await using broker = await ScriptedBroker.start({ topics: { t: 1 } })
  broker.on(ApiKey.Produce, () => 'silence')
  const producer = new Producer({ ...broker.settings, 'linger.ms': 0 })
  const controller = new AbortController()
  const reason = new Error('enough')
  const sending = producer.sendAll([{ topic: 't', value: 'a' }], { signal: controller.signal })
  const flushing = producer.flush({ signal: controller.signal })
  controller.abort(reason)
  await rejects(sending, reason)
  await rejects(flushing, reason)
  await rejects(producer.flush({ timeoutMs: 1 }), { code: 'CLIENT_API_TIMED_OUT' })
  await producer.close({ timeoutMs: 0 })
})
