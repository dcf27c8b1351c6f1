import { systemClock } from '@barnabus/base'
import { Admin, Consumer, Producer } from '@barnabus/client'

import { holds } from '../stories/story.ts'
import { TcpProxy } from '../tcp-proxy.ts'
import type { Check, Stage } from './check.ts'
import { shortSessions } from './secure-kafka.ts'
import { bob, topicOf } from './users.ts'

/** What happens when the broker wants to be told again who somebody is (KIP-368). */
export const sessions: readonly Check[] = [
  {
    title: 'a session that ends is renewed on its connection, while many requests are under way',
    run: outlivesItsSession,
  },
  {
    title: 'records sent and read over the ends of sessions come once, and in order',
    run: sendsAndReads,
  },
]

async function outlivesItsSession(stage: Stage): Promise<void> {
  let connections = 0
  const proxy = await TcpProxy.open(() => {
    connections += 1
    return { toServer: (bytes) => [bytes], toClient: (bytes) => [bytes] }
  })
  proxy.leadTo(Number(stage.bootstrap.saslSsl.split(':')[1]))
  const settings = { ...settingsOf(stage), 'bootstrap.servers': `127.0.0.1:${proxy.port}` }
  await using admin = new Admin(settings)
  const untilMs = systemClock.monotonicMs() + 3 * shortSessions.lifetimeMs
  let answers = 0
  while (systemClock.monotonicMs() < untilMs) {
    const calls = Array.from({ length: 10 }, () => admin.listTopics())
    answers += (await Promise.all(calls)).length
  }
  await proxy.close()
  holds(connections === 1, `it took ${connections} connections for ${answers} answers`)
}

async function sendsAndReads(stage: Stage): Promise<void> {
  const [sent, read] = await Promise.all([sendForSessions(stage), readToTheEnd(stage)])
  holds(sent === read, `${sent} records were sent, and ${read} read`)
}

async function sendForSessions(stage: Stage): Promise<number> {
  const topic = topicOf(bob.name)
  await using producer = new Producer({ ...settingsOf(stage), 'linger.ms': 0 })
  const untilMs = systemClock.monotonicMs() + 2.5 * shortSessions.lifetimeMs
  let sent = 0
  while (systemClock.monotonicMs() < untilMs) {
    const sends = Array.from({ length: 20 }, (_, index) =>
      producer.send({ topic, value: String(sent + index) }),
    )
    sent += (await Promise.all(sends)).length
  }
  await producer.send({ topic, value: 'end' })
  return sent
}

async function readToTheEnd(stage: Stage): Promise<number> {
  await using consumer = new Consumer({ ...settingsOf(stage), 'auto.offset.reset': 'earliest' })
  consumer.assign([{ topic: topicOf(bob.name), partition: 0 }])
  const signal = AbortSignal.timeout(6 * shortSessions.lifetimeMs)
  let read = 0
  for await (const { value } of consumer.records({ signal })) {
    if (value?.toString() === 'end') break
    holds(value?.toString() === String(read), `${String(value)} came after ${read} others`)
    read += 1
  }
  return read
}

function settingsOf({ bootstrap, certificates }: Stage) {
  return {
    'bootstrap.servers': bootstrap.saslSsl,
    'security.protocol': 'SASL_SSL',
    'sasl.mechanism': shortSessions.mechanism,
    'sasl.username': bob.name,
    'sasl.password': bob.password,
    'ssl.truststore.location': certificates.authority,
  }
}
