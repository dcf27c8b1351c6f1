import { deepEqual, equal, throws } from 'node:assert/strict'
import { test } from 'node:test'

import { checkSettings } from './check-settings.ts'
import { parseProperties } from './properties-file.ts'
import type { Settings } from './setting.ts'

function settings(text: string): Settings {
  return new Map(
    Array.from(parseProperties(text), ({ name, value, line }) => [
      name,
      { value, origin: `server.properties:${line}` },
    ]),
  )
}

/** What config/server.properties of Apache Kafka 4.3 sets. */
const stockServerProperties = `
process.roles=broker,controller
node.id=1
controller.quorum.bootstrap.servers=localhost:9093
listeners=PLAINTEXT://:9092,CONTROLLER://:9093
inter.broker.listener.name=PLAINTEXT
advertised.listeners=PLAINTEXT://localhost:9092,CONTROLLER://localhost:9093
controller.listener.names=CONTROLLER
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT,SASL_SSL:SASL_SSL
num.network.threads=3
num.io.threads=8
socket.send.buffer.bytes=102400
socket.receive.buffer.bytes=102400
socket.request.max.bytes=104857600
log.dirs=/tmp/kraft-combined-logs
num.partitions=1
num.recovery.threads.per.data.dir=2
offsets.topic.replication.factor=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
log.retention.hours=168
log.segment.bytes=1073741824
log.retention.check.interval.ms=300000
`

test('the server.properties that Kafka ships is understood as it stands', () => {
  const config = checkSettings(settings(stockServerProperties))

  equal(config.port, 9092)
  equal(config.host, '127.0.0.1')
  equal(config['log.dirs'], '/tmp/kraft-combined-logs')
  deepEqual(config.advertised, { host: 'localhost', port: 9092 })
})

test('every wrong setting is named, with its line and what may have been meant', () => {
  const wrong = 'num.partitions=many\nlog.retention.hour=1\nnum.io.threads=8\nauto.create=yes'

  throws(() => checkSettings(settings(wrong)), {
    code: 'CLI_WRONG_SETTINGS',
    message: [
      'Cannot set "num.partitions" to "many": it is not a whole number (server.properties:1)',
      'Cannot set "log.retention.hour": no such property. ' +
        'Did you mean "log.retention.hours"? (server.properties:2)',
      'Cannot set "auto.create": no such property (server.properties:4)',
    ].join('\n'),
  })
})

test('what is not implemented is refused with a sentence', () => {
  throws(() => checkSettings(settings('ssl.keystore.location=/keys')), {
    message:
      'Cannot set "ssl.keystore.location" to "/keys": TLS is not implemented yet ' +
      '(server.properties:1)',
  })
})
