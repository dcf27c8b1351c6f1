import type { ToolCommand } from './kafka-tool.ts'

/** A command of the session. */
export interface ScriptedCommand extends ToolCommand {
  /** Every number that it prints is a measurement. */
  readonly measures?: true
  /** What happens at the broker before it is typed. */
  readonly before?: (bootstrap: string) => Promise<void>
}
