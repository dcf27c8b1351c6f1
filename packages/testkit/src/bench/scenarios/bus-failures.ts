import { prepareToolchains, type Program } from '../../clients/toolchains.ts'
import type { Engine } from '../../engines/engine.ts'
import { runCommand } from '../../engines/run-command.ts'
import type { Figures, Scenario } from '../scenario.ts'

const program: Program = { toolchain: 'node', program: 'measured/failing-keys.ts' }
const failing: Readonly<Record<string, string>> = {
  'some keys fail': '5',
  'nothing fails': '0',
}
const seconds = 20

interface Measured {
  readonly p50Ms: number
  readonly p99Ms: number
  /** How much later than due what failed was handled again. */
  readonly late99Ms?: number
}

export const busFailures: Scenario = {
  name: 'bus-failures',
  summary:
    'A thousand messages a second, of a thousand keys, are published and handled through the bus (an open loop); with failures, every fourth message of 5 % of the keys fails once and waits in a retry tier, later ones of its key behind it. From when a message was due to be published until it was handled, for keys that never fail.',
  clients: Object.keys(failing),
  settings: { 'num.partitions': '4' },

  async measure(engine: Engine, { scale, client }): Promise<Figures> {
    const { command, args } = (await prepareToolchains([program]))(program)
    await engine.start()
    const load = ['--failing', failing[client]!, '--seconds', String(Math.ceil(seconds * scale))]
    const where = ['--bootstrap', engine.bootstrap]
    const { stdout } = await runCommand(command, [...args, ...load, ...where])
    const measured = JSON.parse(stdout.toString().trim().split('\n').at(-1)!) as Measured
    const { p50Ms, p99Ms, late99Ms } = measured
    const late = late99Ms === undefined ? {} : { 'retried, p99 after it was due, ms': late99Ms }
    return { 'p50, ms': p50Ms, 'p99, ms': p99Ms, ...late }
  },
}
