import { RawConnection } from '../../raw-connection.ts'
import type { Turn } from './lie.ts'

/** Does things on the broker that is found there. If it is down, they are not done. */
export function aside(bootstrap: () => string): Turn['aside'] {
  return (work) => {
    void RawConnection.open(bootstrap())
      .then((connection) => work(connection).finally(() => connection.close()))
      .catch(() => undefined)
  }
}
