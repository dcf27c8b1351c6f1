"""kafka-python writes transactions."""

from kafka import KafkaConsumer, KafkaProducer
from kafka.structs import OffsetAndMetadata

from transaction_program import arguments, consumer_options, producer_options, run

PATIENCE_S = 20


class TransactionalClient:
    def __init__(self, options):
        self.options = options
        self.producer = KafkaProducer(**producer_options(options))
        self.producer.init_transactions()

    def begin(self):
        self.producer.begin_transaction()

    def send(self, partition, value):
        sent = self.producer.send(self.options.topic, value=value, partition=partition)
        sent.get(timeout=PATIENCE_S)

    def copy(self, count):
        consumer = KafkaConsumer(self.options.source, **consumer_options(self.options))
        try:
            seen = 0
            while seen < count:
                polled = consumer.poll(timeout_ms=500, max_records=count - seen)
                for record in (record for records in polled.values() for record in records):
                    self.send(record.partition, record.value)
                    seen += 1
            positions = {
                partition: OffsetAndMetadata(consumer.position(partition), "", -1)
                for partition in consumer.assignment()
            }
            self.producer.send_offsets_to_transaction(positions, consumer.group_metadata())
        finally:
            consumer.close(autocommit=False)

    def commit(self):
        self.producer.commit_transaction()

    def abort(self):
        self.producer.abort_transaction()


run(TransactionalClient(arguments()))
