import { ApiKey } from '@barnabus/protocol'

import { scenariosOf } from '../scenario.ts'

export const apiVersions = scenariosOf(ApiKey.ApiVersions, {
  'as a client with a name': async (stage) => {
    const software = { clientSoftwareName: 'parity', clientSoftwareVersion: '1.0' }
    await stage.ask(stage.version < 3 ? {} : software)
  },
  'names that are none': {
    since: 3,
    play: async (stage) => {
      for (const name of ['', 'a b', '-a', 'ä', 'a-']) {
        await stage.ask({ clientSoftwareName: name, clientSoftwareVersion: '1' })
        await stage.ask({ clientSoftwareName: 'a', clientSoftwareVersion: name })
      }
    },
  },
})
