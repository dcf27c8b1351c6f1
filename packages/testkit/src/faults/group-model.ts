import { join } from 'node:path'

import { isOperatingError } from '@barnabus/base'

import { repositoryDirectory } from '../engines/repository.ts'
import { runCommand } from '../engines/run-command.ts'

const model = 'packages/broker/src/coordinators/consumer-groups/model/model.test.ts'
const timeoutMs = 60 * 60_000

/**
 * Lives of consumer groups, each from a seed of its own, and the mistakes on purpose that the model
 * must notice: the test of the broker, at length. Says what failed.
 */
export async function runGroupModel(options: {
  readonly sequences: number
  readonly seed: number
}): Promise<readonly string[]> {
  const args = ['--conditions=@barnabus/source', '--test', join(repositoryDirectory, model)]
  const environment = {
    MODEL_SEQUENCES: String(options.sequences),
    MODEL_SEED: String(options.seed),
  }
  try {
    await runCommand(process.execPath, args, { environment, timeoutMs })
    console.log(`${options.sequences} lives of consumer groups from seed ${options.seed} on`)
    return []
  } catch (error) {
    if (!isOperatingError(error)) throw error
    return [`the model of consumer groups: ${error.message}`]
  }
}
