import { oneKafka, threeKafkas } from './apache-kafka-engine.ts'
import { barnabusEngine } from './barnabus-engine.ts'
import type { Engine, EngineName, EngineOptions } from './engine.ts'

const makers: Readonly<Record<EngineName, (options: EngineOptions) => Promise<Engine>>> = {
  barnabus: barnabusEngine,
  'apache-kafka': oneKafka,
  'apache-kafka-3': threeKafkas,
}

/** Prepares an engine by its name: everything is fetched and chosen, nothing runs yet. */
export function createEngine(name: EngineName, options: EngineOptions): Promise<Engine> {
  return makers[name](options)
}
