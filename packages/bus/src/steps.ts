/**
 * The points between two things that the bus does, of which a crash may leave only the first, in
 * the order in which a group's messages pass them.
 */
export const stepNames = [
  'positions-read',
  'pending-read',
  'polled',
  'before-handler',
  'after-handler',
  'before-outputs',
  'after-outputs',
  'before-commit',
  'after-commit',
  'transaction-begun',
  'transaction-sent',
  'transaction-offsets-sent',
  'transaction-committed',
] as const

/** The same of whoever publishes: receipts can be read from here on, and what asks for them not yet. */
export const publisherStepNames = ['receipts-positioned'] as const

/** The same for whoever publishes large values: the value is in the store, and no message yet. */
export const claimStepNames = ['claim-put'] as const

/** The same for groups that keep marks of what they have handled in a topic. */
export const dedupStepNames = ['marks-read'] as const

/** The same for groups that keep their positions in a store. */
export const storeStepNames = [
  'ownership-taken',
  'database-begun',
  'database-handled',
  'database-positioned',
  'database-committed',
  'hop-decided',
  'hop-sent',
  'hop-positioned',
  'hop-settled',
  'positions-mirrored',
] as const

/** The same for who decides about dead letters. */
export const operatorStepNames = [
  'decisions-fenced',
  'decisions-read',
  'decision-begun',
  'decision-sent',
  'decision-committed',
] as const

/** See the lists of names. */
export type StepName =
  | (typeof stepNames)[number]
  | (typeof publisherStepNames)[number]
  | (typeof claimStepNames)[number]
  | (typeof dedupStepNames)[number]
  | (typeof storeStepNames)[number]
  | (typeof operatorStepNames)[number]

/** Who is told when the bus gets to a step, and may make it wait, or stop the process. */
export interface Steps {
  reached(step: StepName): void | Promise<void>
}

/** Nobody. */
export const noSteps: Steps = { reached: () => undefined }
