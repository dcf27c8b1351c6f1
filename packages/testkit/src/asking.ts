import { RawConnection } from './raw-connection.ts'

/** Asks any broker of a cluster, the first that is named, over a connection of its own. */
export async function asking<Result>(
  bootstrapServers: string,
  ask: (connection: RawConnection) => Promise<Result>,
): Promise<Result> {
  const connection = await RawConnection.open(bootstrapServers.split(',')[0]!)
  try {
    return await ask(connection)
  } finally {
    connection.close()
  }
}
