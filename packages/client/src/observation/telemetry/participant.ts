/** Who does something that is traced or measured. */
export interface Participant {
  readonly clientId: string
  readonly groupId?: string | undefined
}
