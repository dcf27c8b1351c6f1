import { mistakes as ofTheBus } from '../bus/mistakes.ts'
import { sourceMistakes as ofHistories } from '../history/source-mistakes.ts'
import { mistakes as ofTheBroker } from '../parity/planted/mistakes.ts'
import type { SourceMistake } from './source-mistake.ts'

/** All that can be planted, whoever has to notice it. */
export const allMistakes: readonly SourceMistake[] = [...ofTheBus, ...ofHistories, ...ofTheBroker]
