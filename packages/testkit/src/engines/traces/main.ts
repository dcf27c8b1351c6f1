/** Uses an engine until somebody kills this process; prints the traces it could leave. */
import type { EngineName } from '../engine.ts'
import { withEngine } from '../with-engine.ts'
import { tracesOf } from './traces.ts'

await withEngine(process.argv[2] as EngineName, { settings: {} }, async (engine) => {
  console.log(JSON.stringify(tracesOf(engine)))
  await new Promise((resolve) => setTimeout(resolve, 600_000))
})
