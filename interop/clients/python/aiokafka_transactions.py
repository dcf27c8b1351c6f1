"""aiokafka writes transactions."""

import asyncio

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from transaction_program import arguments, consumer_options, producer_options, say, steps, take


class TransactionalClient:
    def __init__(self, options):
        self.options = options
        self.producer = AIOKafkaProducer(**producer_options(options))

    async def begin(self):
        await self.producer.begin_transaction()

    async def send(self, partition, value):
        await self.producer.send_and_wait(self.options.topic, value=value, partition=partition)

    async def copy(self, count):
        consumer = AIOKafkaConsumer(self.options.source, **consumer_options(self.options))
        async with consumer:
            for _ in range(count):
                record = await consumer.getone()
                await self.send(record.partition, record.value)
            positions = {
                partition: await consumer.position(partition)
                for partition in consumer.assignment()
            }
            await self.producer.send_offsets_to_transaction(positions, self.options.group)

    async def commit(self):
        await self.producer.commit_transaction()

    async def abort(self):
        await self.producer.abort_transaction()


async def main():
    client = TransactionalClient(arguments())
    await client.producer.start()
    for step in steps():
        try:
            # In the meantime the line that comes next waits, and so does its heartbeat: it has none.
            await asyncio.wait_for(take(client, step), timeout=20)
            say({"ok": True})
        except Exception as failure:  # Whatever it is: the story says which steps may fail.
            say({"failed": repr(failure)})


asyncio.run(main())
