import { deliveries, type Delivery } from './handle/handle-options.ts'
import { stepNames, type StepName } from './steps.ts'

/** What has come of messages. */
export interface Seen {
  /** What handlers did to the world, in its order, as `index key`. */
  readonly effects: string[]
  readonly outputs: readonly string[]
  readonly dead: readonly string[]
}

interface Messages {
  readonly handled: readonly string[]
  readonly doomed: readonly string[]
}

/** What a crash at each step can do to a message, as this run has seen it. */
export class FailureTable {
  readonly #messages: Messages
  readonly #found = new Map<string, Set<string>>()

  /** Of the messages, by index: those that are handled in the end, and those that never can be. */
  constructor(messages: Messages) {
    this.#messages = messages
  }

  note(step: StepName, delivery: Delivery, { effects, outputs, dead }: Seen): void {
    const cell = this.#found.get(`${step} ${delivery}`) ?? new Set<string>()
    this.#found.set(`${step} ${delivery}`, cell)
    const timesIn = (all: readonly string[], index: string): number =>
      all.filter((one) => one.split(' ')[0] === index).length
    for (const index of this.#messages.handled.filter((one) => !dead.includes(one))) {
      if (timesIn(effects, index) > 1) cell.add('handled twice')
      if (timesIn(outputs, index) > 1) cell.add('published twice')
      if (timesIn(effects, index) === 0) cell.add('not handled')
      else if (timesIn(outputs, index) === 0) cell.add('not published')
    }
    if (new Set(dead).size < dead.length) cell.add('two dead letters')
    if (this.#messages.doomed.some((index) => !dead.includes(index))) cell.add('no dead letter')
  }

  inWords(): string {
    const cellOf = (step: StepName, delivery: Delivery): string => {
      const cell = this.#found.get(`${step} ${delivery}`)
      if (cell === undefined) return 'not passed'
      return cell.size === 0 ? 'nothing' : [...cell].toSorted().join(', ')
    }
    const rows = stepNames.map((step) => [step, ...deliveries.map((one) => cellOf(step, one))])
    const lines = [['a crash at', ...deliveries], ['---', ...deliveries.map(() => '---')], ...rows]
    return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('')
  }
}
