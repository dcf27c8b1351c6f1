import { deepEqual, equal } from 'node:assert/strict'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'
import { test } from 'node:test'

import { TcpProxy } from './tcp-proxy.ts'

test('bytes go on as the passage says, and a cut ends both sides', async (t) => {
  const echo = createServer((socket) => socket.on('error', () => undefined).pipe(socket))
  await once(echo.listen(0, '127.0.0.1'), 'listening')
  t.after(() => echo.close())
  const seen: string[] = []
  const proxy = await TcpProxy.open(() => ({
    toServer: (bytes) => (seen.push(`> ${Buffer.from(bytes).toString()}`), [bytes]),
    toClient: (bytes) => (
      seen.push(`< ${Buffer.from(bytes).toString()}`),
      [Buffer.from('well, '), bytes]
    ),
  }))
  t.after(() => proxy.close())
  proxy.leadTo((echo.address() as AddressInfo).port)

  const socket = connect(proxy.port, '127.0.0.1').on('error', () => undefined)
  socket.write('hello')
  const [back] = (await once(socket, 'data')) as [Buffer]
  equal(back.toString().slice(0, 6), 'well, ')
  deepEqual(seen, ['> hello', '< hello'])

  const closed = once(socket, 'close')
  proxy.cut(() => false)
  equal(socket.destroyed, false)
  proxy.cut()
  await closed
})

test('where nobody listens, a connection is closed', async (t) => {
  const gone = createServer()
  await once(gone.listen(0, '127.0.0.1'), 'listening')
  const { port } = gone.address() as AddressInfo
  await once(gone.close(), 'close')
  const proxy = await TcpProxy.open()
  proxy.leadTo(port)
  t.after(() => proxy.close())
  await once(
    connect(proxy.port, '127.0.0.1').on('error', () => undefined),
    'close',
  )
})
