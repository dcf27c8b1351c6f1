import type { Random } from '@barnabus/base'

import { ClassicMember } from './classic-member.fixture.ts'
import { ConsumerMember } from './consumer-member.fixture.ts'
import type { ModelMember } from './model-member.fixture.ts'
import { groupId, ModelWorld, type WorldMistakes } from './model-world.fixture.ts'
import { promise } from './violation.fixture.ts'

const stepsMax = 40
const membersMax = 6
const topicNames = ['orders', 'payments', 'offers']
const quietRoundsMax = 60

/**
 * The life of one group: members of both protocols come and go, die, pause and change their minds,
 * topics grow and go, answers are lost, the power fails; then all is quiet, and everybody must have
 * its share. `turn` lets everything happen that waits for nothing. Throws a Violation if a promise
 * was broken on the way.
 */
export async function runModel(
  random: Random,
  turn: () => Promise<unknown>,
  mistakes: WorldMistakes = {},
): Promise<void> {
  const run = new ModelRun(new ModelWorld(random, turn, mistakes))
  await run.live(5 + random.below(stepsMax))
  await run.comeToRest()
}

class ModelRun {
  readonly #world: ModelWorld
  readonly #random: Random
  readonly #members: ModelMember[] = []
  #joined = 0

  constructor(world: ModelWorld) {
    this.#world = world
    this.#random = world.random
    world.topics.set('orders', 1 + this.#random.below(6))
  }

  async live(steps: number): Promise<void> {
    this.#join()
    for (let step = 0; step < steps; step += 1) {
      await this.#step()
      await this.#world.settle()
      this.#world.check()
    }
  }

  async comeToRest(): Promise<void> {
    const world = this.#world
    for (let round = 0; round < quietRoundsMax; round += 1) {
      for (const member of this.#alive()) {
        member.step()
        await world.settle()
        world.check()
        member.process()
      }
      await world.advance(3_000)
      if (round > 16 && this.#isAtRest()) break
    }
    world.checkLog()
    promise(this.#isAtRest(), `the group came to no rest: ${world.describe()}`)
  }

  async #step(): Promise<void> {
    const world = this.#world
    const member = this.#any()
    switch (this.#random.below(16)) {
      case 0:
      case 1:
        if (this.#alive().length < membersMax) this.#join()
        return
      case 2:
        if (member !== undefined) member.alive = false
        return
      case 3:
        if (member instanceof ConsumerMember) this.#leave(member)
        if (member instanceof ClassicMember && this.#random.below(2) === 0) {
          member.leave()
          member.alive = false
        }
        return
      case 4:
        return world.topics.set(this.#topic(), 1 + this.#random.below(8))
      case 5:
        if (this.#random.below(3) === 0) world.topics.delete(this.#topic())
        return
      case 6:
        if (member !== undefined) member.topics = this.#topics()
        return
      case 7:
        return await world.advance(this.#random.below(50_000))
      case 8:
        member?.step()
        member?.loseAnswer()
        return
      case 9:
        member?.step() // Whether it got to the disk is a question of luck.
        if (this.#random.below(2) === 0) world.shard.sync()
        await world.turn()
        for (const each of this.#members) each.loseAnswer()
        return world.restart()
      case 10:
        return await world.advance(3_000)
      default:
        member?.step()
        await world.settle()
        for (const each of this.#members) if (this.#random.below(2) === 0) each.process()
    }
  }

  #join(): void {
    this.#joined += 1
    const name = `member-${this.#joined}`
    const isClassic = this.#random.below(4) === 0
    const member = isClassic
      ? new ClassicMember(this.#world, name, this.#topics())
      : new ConsumerMember(this.#world, name, this.#topics())
    if (member instanceof ConsumerMember && this.#random.below(4) === 0) {
      member.instanceId = `instance-${this.#joined}`
    }
    this.#members.push(member)
    this.#world.members.push(member)
    member.step()
  }

  /** A static member comes back under another id; any other is gone. */
  #leave(member: ConsumerMember): void {
    const { instanceId } = member
    if (member.epoch === 0) return
    if (instanceId === null || this.#random.below(2) === 0) {
      member.leave(-1)
      member.alive = false
      return
    }
    member.leave(-2)
    this.#joined += 1
    member.memberId = `member-${this.#joined}`
  }

  #isAtRest(): boolean {
    const world = this.#world
    const alive = this.#alive()
    const group = world.shard.state.groups.get(groupId)
    if (alive.length === 0) return group === undefined || group.isEmpty
    if (group?.state !== 'Stable' || group.members.size !== alive.length) return false
    return [...world.topics.names()].every((name) => this.#isShared(name, alive))
  }

  /** Every partition of a topic has one owner if anybody subscribed to it. */
  #isShared(name: string, alive: readonly ModelMember[]): boolean {
    const topic = this.#world.topics.byName(name)
    const subscribers = alive.filter((member) => member.topics.includes(name))
    if (topic === undefined || subscribers.length === 0) return true
    return Array.from({ length: topic.partitionCount }, (_, partition) => partition).every(
      (partition) => subscribers.filter((member) => member.owns(topic.id, partition)).length === 1,
    )
  }

  #alive(): readonly ModelMember[] {
    return this.#members.filter(({ alive }) => alive)
  }

  #any(): ModelMember | undefined {
    const alive = this.#alive()
    return alive[this.#random.below(alive.length || 1)]
  }

  #topic(): string {
    return topicNames[this.#random.below(topicNames.length)] ?? 'orders'
  }

  #topics(): readonly string[] {
    const some = topicNames.filter(() => this.#random.below(2) === 0)
    return some.length === 0 ? ['orders'] : some
  }
}
