import { clients } from '../clients/clients.ts'
import { codecs } from '../clients/client.ts'
import { runMatrix } from '../clients/matrix.ts'
import { testRecords } from '../clients/test-records.ts'
import { chapters, holds, type Story } from './story.ts'

const names = ['Java client', 'confluent-kafka']

export const clientsReadEachOther: Story = {
  title: 'Java and librdkafka read what the other has sent',
  tell: async ({ engine, directory, commandOf, chapter }) => {
    const failures: string[] = []
    const { readings } = await runMatrix({
      engine,
      commandOf,
      directory,
      clients: clients.filter(({ name }) => names.includes(name)),
      codecs: codecs.slice(-1 - chapters.indexOf(chapter)).slice(0, 1), // A topic for each.
      records: testRecords(),
      onFailure: (sentence) => failures.push(sentence),
    })
    holds(failures.length === 0, failures.join('; '))
    holds(readings.length === names.length, `${readings.length} readings`)
  },
}
