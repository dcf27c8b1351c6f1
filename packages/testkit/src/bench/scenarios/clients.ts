import { prepareToolchains, type Program } from '../../clients/toolchains.ts'
import type { Engine } from '../../engines/engine.ts'
import { runCommand } from '../../engines/run-command.ts'
import { firstRecord } from '../first-record.ts'
import type { Figures, Scenario } from '../scenario.ts'

const programs: Readonly<Record<string, Program>> = {
  '@barnabus/client': { toolchain: 'node', program: 'measured/barnabus.ts' },
  '@platformatic/kafka': { toolchain: 'node', program: 'measured/platformatic.ts' },
  kafkajs: { toolchain: 'node', program: 'measured/kafkajs.ts' },
  'node-rdkafka': { toolchain: 'node-rdkafka', program: 'measured.ts' },
}

/** How much is sent and read of each size: some seconds of it. */
const loads = [
  { name: '100 B', size: 100, oneByOne: 10_000, streamed: 1_000_000 },
  { name: '1 KiB', size: 1024, oneByOne: 10_000, streamed: 200_000 },
] as const

/** What a program says of its load. */
interface Measured {
  readonly records: number
  readonly seconds: number
  readonly cpuSeconds: number
  readonly residentMb: number
}

export const clients: Scenario = {
  name: 'clients',
  summary:
    'Clients for Node send records to one partition with acks=all, each waited for before the next or as many as they like, and read them in a group, one by one or in their largest portions; otherwise each is as it is by itself, but that none lingers where each record is waited for, and many go in batches of up to 1 MB or 1,000 records. CPU and memory are those of the client’s process.',
  clients: Object.keys(programs),
  settings: { 'num.partitions': '1', 'group.initial.rebalance.delay.ms': '0' },

  async measure(engine: Engine, { scale, client }): Promise<Figures> {
    const program = programs[client]!
    const { command, args } = (await prepareToolchains([program]))(program)
    await engine.start()
    const figures: Record<string, number> = {}
    for (const { name, size, oneByOne, streamed } of loads) {
      const topic = `measured-${size}`
      await firstRecord(engine.bootstrap, topic)
      const run = async (work: readonly string[], count: number): Promise<Measured> => {
        const where = ['--bootstrap', engine.bootstrap, '--topic', topic]
        const load = ['--size', String(size), '--count', String(Math.ceil(count * scale))]
        const { stdout } = await runCommand(command, [...args, ...work, ...where, ...load])
        return JSON.parse(stdout.toString().trim().split('\n').at(-1) ?? '') as Measured
      }
      const works = [
        { title: 'send one by one', work: ['produce', 'one'], count: oneByOne },
        { title: 'send many', work: ['produce', 'many'], count: streamed },
        { title: 'read one by one', work: ['consume', 'one'], count: streamed },
        { title: 'read many', work: ['consume', 'many'], count: streamed },
      ]
      for (const { title, work, count } of works) {
        const measured = await run(work, count)
        figures[`${name}: ${title}, records/s`] = measured.records / measured.seconds
        figures[`${name}: ${title}, CPU µs/record`] = (measured.cpuSeconds / measured.records) * 1e6
        if (count === streamed) figures[`${name}: ${title}, MB`] = measured.residentMb
      }
    }
    return figures
  },
}
