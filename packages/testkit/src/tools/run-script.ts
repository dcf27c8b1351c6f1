import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import type { Engine, EngineName } from '../engines/engine.ts'
import { withEngine } from '../engines/with-engine.ts'
import { runTools, type ToolOutcome } from './kafka-tool.ts'
import { normalise } from './normalise.ts'
import { script, scriptAfterwards, scriptFiles } from './script.ts'
import type { ScriptedCommand } from './scripted-command.ts'

/** What a command printed, made comparable. */
export interface Printed {
  readonly command: string
  readonly lines: readonly string[]
}

// Readers of __consumer_offsets say what they were given: the same on both.
const settings = { 'offsets.topic.num.partitions': '4' }

/** Types the whole script at a fresh broker, ends it, and types the rest. */
export async function runScript(name: EngineName): Promise<readonly Printed[]> {
  return await withEngine(name, { settings }, async (engine) => {
    const directory = dirname(engine.dataDirectory)
    for (const [file, text] of Object.entries(scriptFiles)) {
      await writeFile(join(directory, file), text)
    }
    const printed = await typeAll(script, engine)
    await engine.stop()
    return [...printed, ...(await typeAll(scriptAfterwards, engine))]
  })
}

async function typeAll(
  commands: readonly ScriptedCommand[],
  engine: Engine,
): Promise<readonly Printed[]> {
  const printed: Printed[] = []
  for (const scene of scenesOf(commands)) {
    await scene[0]?.before?.(engine.bootstrap)
    printed.push(...(await typeScene(scene, engine)))
  }
  return printed
}

/** Parts of which only the first command has something happen before. */
function scenesOf(commands: readonly ScriptedCommand[]): readonly (readonly ScriptedCommand[])[] {
  const starts = commands.flatMap(({ before }, index) => (before && index > 0 ? [index] : []))
  return [0, ...starts].map((start, index) => commands.slice(start, starts[index]))
}

async function typeScene(
  commands: readonly ScriptedCommand[],
  { bootstrap, dataDirectory }: Engine,
): Promise<readonly Printed[]> {
  const directory = dirname(dataDirectory)
  const typed = commands.map(({ command, input = '' }) => ({
    input,
    command: command
      .replaceAll('BOOTSTRAP', bootstrap)
      .replaceAll('FILES', directory)
      .replaceAll('DATA', dataDirectory),
  }))
  const outcomes = await runTools(typed)
  return commands.map((scripted, index) => ({
    command: scripted.command,
    lines: normalise(outcomes[index] as ToolOutcome, scripted, directory),
  }))
}
