import { runCommand } from '../engines/run-command.ts'

/**
 * Reads `count` records from the beginning with kcat (librdkafka), waiting for those that are not
 * there yet. Takes only the offsets as output, so that writing does not become what is measured.
 */
export async function readWithKcat(bootstrap: string, topic: string, count: number): Promise<void> {
  const where = ['-b', bootstrap, '-t', topic, '-o', 'beginning']
  await runCommand('kcat', ['-C', '-q', ...where, '-c', String(count), '-f', '%o\n'])
}
