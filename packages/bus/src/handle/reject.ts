/** Thrown by a handler: this message can never be handled. It becomes a dead letter at once. */
export class Reject extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'Reject'
  }
}
