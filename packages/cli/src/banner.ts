import type { RunningBroker } from '@barnabus/broker'

/** What a person sees first: where it listens, where the data is, how to send a first message. */
export function banner(version: string, { addresses, dataDirectory }: BannerFacts): string {
  const [first] = addresses
  const bootstrap = first === undefined ? '' : address(first)
  const listening = addresses.map((node) => `${address(node)} (node ${node.id})`).join(', ')
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
    `ready ${addresses.map(address).join(' ')}`,
    '',
  ].join('\n')
}

type BannerFacts = Pick<RunningBroker, 'addresses' | 'dataDirectory'>

function address({ host, port }: { readonly host: string; readonly port: number }): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}
