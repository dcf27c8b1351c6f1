import { prepareToolchains, type Program } from '../../clients/toolchains.ts'
import type { Engine } from '../../engines/engine.ts'
import { runCommand } from '../../engines/run-command.ts'
import { firstRecord } from '../first-record.ts'
import type { Figures, Scenario } from '../scenario.ts'

const program: Program = { toolchain: 'node', program: 'measured/handling.ts' }
const ways: Readonly<Record<string, string>> = {
  '@barnabus/bus': 'bus',
  'by hand': 'hand',
  'with CloudEvents': 'events',
}
const deliveries = ['at-least-once', 'exactly-once', 'at-most-once'] as const
const count = 200_000

interface Measured {
  readonly records: number
  readonly seconds: number
  readonly cpuSeconds: number
}

export const bus: Scenario = {
  name: 'bus',
  summary:
    'JSON messages of 60 B are handled one by one, and a message is published for each: through the bus, and with the loop that one would write by hand on the same client, which polls, sends, and commits behind each poll. Both write records without headers; what the bus does as it is, CloudEvents headers and a trace, is the third.',
  clients: Object.keys(ways),
  settings: { 'num.partitions': '4', 'group.initial.rebalance.delay.ms': '0' },

  async measure(engine: Engine, { scale, client }): Promise<Figures> {
    const { command, args } = (await prepareToolchains([program]))(program)
    await engine.start()
    const figures: Record<string, number> = {}
    for (const delivery of deliveries) {
      const source = `payments-${delivery}`
      await firstRecord(engine.bootstrap, `${source}-done`)
      const what = ['--way', ways[client]!, '--delivery', delivery, '--source', source]
      const load = ['--bootstrap', engine.bootstrap, '--count', String(Math.ceil(count * scale))]
      const { stdout } = await runCommand(command, [...args, ...what, ...load])
      const measured = JSON.parse(stdout.toString().trim().split('\n').at(-1) ?? '') as Measured
      figures[`${delivery}, records/s`] = measured.records / measured.seconds
      figures[`${delivery}, CPU µs/record`] = (measured.cpuSeconds / measured.records) * 1e6
    }
    return figures
  },
}
