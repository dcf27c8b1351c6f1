import { ApacheKafkaEngine } from './apache-kafka-engine.ts'
import { BarnabusEngine } from './barnabus-engine.ts'
import type { Engine, EngineName, EngineOptions } from './engine.ts'

/** Prepares an engine by its name: everything is fetched and chosen, nothing runs yet. */
export async function createEngine(name: EngineName, options: EngineOptions): Promise<Engine> {
  return name === 'barnabus'
    ? await BarnabusEngine.create(options)
    : await ApacheKafkaEngine.create(options)
}
