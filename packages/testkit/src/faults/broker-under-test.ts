/** A broker process like the product's, on a disk of the test's choice. Started by the kill loop. */
import { parseArgs } from 'node:util'

import { silentLogger, systemClock, systemFiles, systemNetwork, systemRandom } from '@barnabus/base'
import { readBrokerConfig, startBroker } from '@barnabus/broker'

import { forgetfulFiles } from './forgetful-files.ts'
import { mutantNames, mutated } from './mutants.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'data-dir': { type: 'string', default: '' },
    disk: { type: 'string', default: 'real' },
    mutant: { type: 'string' },
  },
})

const config = readBrokerConfig(
  new Map([
    ['listeners', `PLAINTEXT://127.0.0.1:${values.port}`],
    ['log.dirs', values['data-dir']],
    // Small, so that rolling and checkpoints happen within the life of a process.
    ['log.segment.bytes', '1048576'],
    ['barnabus.checkpoint.interval.ms', '1000'],
  ]),
)
const disk = values.disk === 'forgetful' ? forgetfulFiles(systemFiles) : systemFiles
const mutant = mutantNames.find((name) => name === values.mutant)
const files = mutant === undefined ? disk : mutated(disk, mutant)
const broker = await startBroker({
  config,
  env: { clock: systemClock, files, network: systemNetwork, random: systemRandom },
  logger: silentLogger,
})
console.log('ready')

process.once('SIGTERM', () => void broker.close())
const reason = await broker.failed
console.error(reason)
process.exit(1)
