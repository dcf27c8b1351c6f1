import type { RunningBroker } from '@barnabus/broker'

import { hostAndPort } from './host-and-port.ts'

/** What a person sees first: where it listens, where the data is, how to send a first message. */
export function banner(version: string, { addresses, dataDirectory }: BannerFacts): string {
  const [first] = addresses
  const bootstrap = first === undefined ? '' : hostAndPort(first)
  const listening = addresses.map((node) => `${hostAndPort(node)} (node ${node.id})`).join(', ')
  return [
    `Barnabus ${version}`,
    '',
    `  listens on  ${listening}`,
    `  data in     ${dataDirectory}`,
    '',
    '  send a first message with kcat, or with the tools of Apache Kafka:',
    `    echo hello | kcat -b ${bootstrap} -t greetings -P`,
    `    echo hello | kafka-console-producer.sh --bootstrap-server ${bootstrap} --topic greetings`,
    '  and read it:',
    `    kcat -b ${bootstrap} -t greetings -C -e`,
    '',
    `ready ${addresses.map(hostAndPort).join(' ')}`,
    '',
  ].join('\n')
}

type BannerFacts = Pick<RunningBroker, 'addresses' | 'dataDirectory'>
