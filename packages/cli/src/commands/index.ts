import type { Command } from 'commander'

import { addStart } from './start.ts'

/** Every command, in the order of `barnabus --help`. */
export const commands: readonly ((program: Command) => void)[] = [addStart]
