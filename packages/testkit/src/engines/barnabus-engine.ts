import { assert } from '@barnabus/base'

import { BarnabusNode } from './barnabus-node.ts'
import type { Engine, EngineOptions } from './engine.ts'
import { freePorts } from './free-ports.ts'
import { NodesEngine } from './nodes-engine.ts'

/** Barnabus on a free port; starts nothing yet. */
export async function barnabusEngine(options: EngineOptions): Promise<Engine> {
  const [port] = await freePorts(1)
  assert(port !== undefined, 'one port was asked for')
  const node = new BarnabusNode(options, port)
  const facts = {
    name: 'barnabus',
    title: 'Barnabus',
    exitCodeOnStop: 0,
  } as const
  return new NodesEngine(facts, [node])
}
