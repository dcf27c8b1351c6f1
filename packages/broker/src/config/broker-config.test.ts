import { deepEqual, equal, throws } from 'node:assert/strict'
import { test } from 'node:test'

import { readBrokerConfig, type BrokerConfig } from './broker-config.ts'

function read(given: Readonly<Record<string, string>>): BrokerConfig {
  return readBrokerConfig(new Map(Object.entries(given)))
}

test('without any settings a broker listens on this machine only', () => {
  const { host, port, advertised, nodes } = read({})

  deepEqual(
    { host, port, advertised, nodes },
    { host: '127.0.0.1', port: 9092, advertised: null, nodes: 1 },
  )
})

test('an address that other machines can reach is refused unless it is meant', () => {
  for (const host of ['0.0.0.0', '[::]', '192.168.1.5', 'kafka.example.org', '127.0.0.1.nip.io']) {
    throws(() => read({ listeners: `PLAINTEXT://${host}:9092` }), {
      message: /barnabus\.allow\.remote=true/,
    })
  }
  const meant = { 'barnabus.allow.remote': 'true', listeners: 'PLAINTEXT://192.168.1.5:9092' }
  equal(read(meant).host, '192.168.1.5')
})

test('every way to write this machine is allowed', () => {
  for (const host of ['127.0.0.1', '127.1.2.3', 'localhost', '[::1]']) {
    equal(read({ listeners: `PLAINTEXT://${host}:0` }).port, 0)
  }
})

test('a listener without a host is for this machine, or for everybody if that is meant', () => {
  equal(read({ listeners: 'PLAINTEXT://:9092' }).host, '127.0.0.1')
  const { host, advertised } = read({
    listeners: 'PLAINTEXT://:9092',
    'advertised.listeners': 'PLAINTEXT://broker.example.org:19092',
    'barnabus.allow.remote': 'true',
  })
  equal(host, '0.0.0.0')
  deepEqual(advertised, { host: 'broker.example.org', port: 19092 })
})

test('whoever listens everywhere must say where clients can connect', () => {
  const everywhere = { listeners: 'PLAINTEXT://0.0.0.0:9092', 'barnabus.allow.remote': 'true' }

  throws(() => read(everywhere), { message: /advertised\.listeners/ })
  const nowhere = { ...everywhere, 'advertised.listeners': 'PLAINTEXT://0.0.0.0:9092' }
  throws(() => read(nowhere), { message: /an address that clients can connect to/ })
})

test('listeners of the controller are known and not opened', () => {
  const { port, advertised } = read({
    'process.roles': 'broker,controller',
    listeners: 'PLAINTEXT://:9092,CONTROLLER://:9093',
    'controller.listener.names': 'CONTROLLER',
    'advertised.listeners': 'PLAINTEXT://localhost:9092,CONTROLLER://localhost:9093',
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SSL:SSL',
  })

  equal(port, 9092)
  deepEqual(advertised, { host: 'localhost', port: 9092 })
})

test('a listener may have a name of its own, if the map knows it', () => {
  const listeners = 'INSIDE://127.0.0.1:9092'

  throws(() => read({ listeners }), { message: /listener\.security\.protocol\.map/ })
  equal(read({ listeners, 'listener.security.protocol.map': 'INSIDE:PLAINTEXT' }).port, 9092)
})

test('TLS, SASL, several listeners and none are refused', () => {
  throws(() => read({ listeners: 'SSL://127.0.0.1:9093' }), { message: /SSL is not implemented/ })
  throws(() => read({ listeners: 'SASL_PLAINTEXT://:9093' }), { message: /SASL_PLAINTEXT/ })
  const several = 'PLAINTEXT://127.0.0.1:9092,SSL://127.0.0.1:9093'
  throws(() => read({ listeners: several }), { message: /one listener for clients, not several/ })
  throws(() => read({ listeners: 'CONTROLLER://:9093' }), { message: /no listener for clients/ })
})

test('the older name of the node id counts, and must not contradict the newer', () => {
  equal(read({ 'broker.id': '7' })['node.id'], 7)
  equal(read({ 'broker.id': '7', 'node.id': '7' })['node.id'], 7)
  throws(() => read({ 'broker.id': '7', 'node.id': '8' }), { message: /node\.id/ })
})

test('one directory holds the data', () => {
  equal(read({})['log.dirs'], './barnabus-data')
  equal(read({ 'log.dir': '/a' })['log.dirs'], '/a')
  equal(read({ 'log.dir': '/a', 'log.dirs': '/b' })['log.dirs'], '/b')
  throws(() => read({ 'log.dirs': '/a,/b' }), { message: /one directory/ })
})

test('requests in memory are bounded, by our limit or by that of Kafka where it is set', () => {
  equal(read({ 'barnabus.receive.memory.bytes': '2000000' }).receiveMemoryBytes, 2_000_000)
  equal(read({ 'queued.max.request.bytes': '200000000' }).receiveMemoryBytes, 200_000_000)
  throws(() => read({ 'queued.max.request.bytes': '1000' }), {
    message: /socket\.request\.max\.bytes/,
  })
})

test('settings of listeners, plug-ins and tiers are refused with the reason, not as unknown', () => {
  for (const name of ['listener.name.internal.ssl.keystore.location', 'rsm.config.bucket']) {
    throws(() => read({ [name]: 'x' }), { code: 'CONFIG_WRONG_VALUE' })
  }
})

test('a setting of topics is refused with the name that it has for brokers', () => {
  throws(() => read({ 'retention.ms': '5' }), { message: /"log\.retention\.ms"/ })
})
