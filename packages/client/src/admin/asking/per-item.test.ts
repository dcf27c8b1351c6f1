import { rejects, throws } from 'node:assert/strict'
import { createServer, type AddressInfo } from 'node:net'
import { test } from 'node:test'

import { InProcessBroker, TcpProxy } from '@barnabus/testkit'

import { Admin } from '../admin.ts'

test('a call that nobody answers ends at its own timeout, or with its signal', async () => {
  const server = createServer((socket) => socket.resume()).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await using admin = new Admin({ 'bootstrap.servers': `127.0.0.1:${port}` })

  await rejects(admin.createTopics([{ topic: 'a' }], { timeoutMs: 50 }), {
    errorName: 'REQUEST_TIMED_OUT',
  })
  await rejects(admin.listTopics({ timeoutMs: 50 }), { code: 'CLIENT_API_TIMED_OUT' })
  const reason = new Error('enough')
  const signal = AbortSignal.abort(reason)
  await rejects(admin.deleteTopics(['a'], { signal }), reason)
  await rejects(admin.listTopics({ signal }), reason)
  server.close()
})

test('a broker that falls silent ends a call at its timeout, not at that of requests', async () => {
  let isSilent = false
  const passage = {
    toServer: (bytes: Uint8Array) => [bytes],
    toClient: (bytes: Uint8Array) => (isSilent ? [] : [bytes]),
  }
  await using kafka = await InProcessBroker.start()
  const proxy = await TcpProxy.open(() => passage)
  proxy.leadTo(Number(kafka.address().split(':')[1]))
  await using admin = new Admin({ 'bootstrap.servers': `127.0.0.1:${proxy.port}` })
  await admin.listTopics()

  isSilent = true

  await rejects(admin.describeTopics(['a'], { timeoutMs: 50 }), { code: 'CLIENT_API_TIMED_OUT' })
  await rejects(admin.listTopics({ timeoutMs: 50 }), { code: 'CLIENT_API_TIMED_OUT' })
  await proxy.close()
})

test('settings that an administrator has no use for are refused by name', () => {
  const servers = { 'bootstrap.servers': '127.0.0.1:1' }
  for (const [name, message] of Object.entries({
    'client.rack': /no such/i,
    'bootstrap.controllers': /give bootstrap.servers/,
    'client.idd': /client.id/,
  })) {
    throws(() => new Admin({ ...servers, [name]: 'a' }), { errorName: 'INVALID_CONFIG', message })
  }
})
