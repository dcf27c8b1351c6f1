"""confluent-kafka, and with it librdkafka, behind a pipe, one operation per line, for histories."""

import argparse
import json
import sys
import time

from confluent_kafka import Consumer, KafkaError, KafkaException, Producer, TopicPartition

from client_program import record_from, record_line

PATIENCE_S = 10
COMMIT_ATTEMPTS = 3
RECORDS_OF_A_POLL = 20
# What it tells while it connects again by itself.
PASSING = {KafkaError._TRANSPORT, KafkaError._ALL_BROKERS_DOWN, KafkaError._TIMED_OUT, KafkaError._RESOLVE}


class HistoryClient:
    def __init__(self, options):
        self.topic = options.topic
        both = {
            "bootstrap.servers": options.bootstrap,
            "socket.timeout.ms": 3_000,
            "reconnect.backoff.ms": 20,
            "reconnect.backoff.max.ms": 200,
            "log_level": 0,
            # Bootstrapping again would let it hang: see confluent_copier.py.
            "metadata.recovery.strategy": "none",
        }
        sending = {**both, "enable.idempotence": True, "acks": "all", "linger.ms": 0}
        if options.transactional_id:
            sending["transactional.id"] = options.transactional_id
            sending["transaction.timeout.ms"] = options.transaction_timeout_ms
        sending["message.timeout.ms"] = 8_000
        self.producer = Producer(sending)
        self.consumer = Consumer(
            {
                **both,
                "group.id": options.group,
                "isolation.level": "read_committed",
                "enable.auto.commit": False,
                "auto.offset.reset": "earliest",
                "check.crcs": True,
                "fetch.wait.max.ms": 100,
                **membership(options.group_protocol),
            }
        )
        self.is_assigned = False
        self.is_subscribed = False
        self.rebalanced = set()
        self.gone = set()
        if options.transactional_id:
            self.producer.init_transactions(PATIENCE_S * 3)

    def answer(self, command):
        kind = command["do"]
        if kind == "assign":
            return self.assign(command["from"])
        if kind == "subscribe":
            return self.subscribe()
        self.rebalanced.clear()
        self.gone.clear()
        if kind == "txn":
            answer = self.transact(command)
        else:
            answer = self.attempt(command, {"send": "info", "poll": "fail"}[kind])
        if self.is_subscribed:
            if answer["outcome"] != "ok" and kind != "send" and not self.rewind():
                answer["isOver"] = True
            answer["rebalanced"] = sorted(self.rebalanced)
        return answer

    def subscribe(self):
        def note(_, partitions):
            self.rebalanced.update(key.partition for key in partitions)

        def lose(_, partitions):
            note(_, partitions)
            self.gone.update(key.partition for key in partitions)

        self.consumer.subscribe([self.topic], on_assign=note, on_revoke=lose, on_lost=lose)
        self.is_subscribed = True
        return {"outcome": "ok"}

    def rewind(self):
        """What failed is read again by whoever has the partitions."""
        try:
            for key in self.consumer.committed(self.consumer.assignment(), PATIENCE_S):
                key.offset = max(key.offset, 0)
                self.consumer.seek(key)
            return True
        except KafkaException:
            return False

    def assign(self, start):
        keys = self.partitions({int(key): offset for key, offset in start.items()})
        self.consumer.assign(keys)
        self.is_assigned = bool(keys)
        return {"outcome": "ok"}

    def attempt(self, command, outcome_of_failure):
        """A send or a poll by itself, with the outcome of one that fails."""
        answer = {"outcome": "ok"}
        try:
            positions = {}
            self.walk(command["steps"], answer, positions)
            if command["offsets"] and positions:
                outcome_of_failure = "info"
                answer["offsets"] = positions
                tell({**answer, "isInterim": True})
                self.consumer.commit(offsets=self.partitions(positions), asynchronous=False)
        except KafkaException as failure:
            answer.update(outcome=outcome_of_failure, reason=reason(failure))
        return answer

    def partitions(self, positions):
        return [TopicPartition(self.topic, key, offset) for key, offset in positions.items()]

    def transact(self, command):
        answer = {}
        try:
            self.producer.begin_transaction()
            positions = {}
            self.walk(command["steps"], answer, positions)
            time.sleep(command["pauseMs"] / 1000)
            self.require_owned(positions)
            if command["offsets"] and positions:
                answer["offsets"] = positions
            tell({**answer, "isInterim": True})
            if "offsets" in answer:
                self.producer.send_offsets_to_transaction(
                    self.partitions(positions),
                    self.consumer.consumer_group_metadata(),
                    PATIENCE_S,
                )
            if not command["commit"]:
                self.producer.abort_transaction(PATIENCE_S)
                answer.update(outcome="fail", reason="aborted on purpose")
                return answer
        except KafkaException as failure:
            return self.abort_after(answer, failure)
        return self.commit(answer)

    def require_owned(self, positions):
        """Who gave a partition up is in the generation of whoever got it: nobody else would refuse."""
        if not self.gone.isdisjoint(positions):
            raise KafkaException(KafkaError(KafkaError.ILLEGAL_GENERATION))

    def abort_after(self, answer, failure):
        """Nobody has asked for a commit, so whatever becomes of the abort, there will be none."""
        answer.update(outcome="fail", reason=reason(failure))
        try:
            self.producer.abort_transaction(PATIENCE_S)
        except KafkaException:
            answer["isOver"] = True
        return answer

    def commit(self, answer):
        for attempt in range(COMMIT_ATTEMPTS):
            try:
                self.producer.commit_transaction(PATIENCE_S)
                answer["outcome"] = "ok"
                return answer
            except KafkaException as failure:
                error = failure.args[0]
                if error.txn_requires_abort():
                    return self.abort_after(answer, failure)
                if not error.retriable() or attempt == COMMIT_ATTEMPTS - 1:
                    answer.update(outcome="info", reason=reason(failure), isOver=True)
                    return answer

    def walk(self, steps, answer, positions):
        """Sends are under way together, and are waited for at the end."""
        told = answer["steps"] = [{} for _ in steps]
        failures = []
        try:
            for step, done in zip(steps, told):
                if "send" in step:
                    self.send(step["send"], done, failures)
                else:
                    done["records"] = self.poll(step["poll"] / 1000, positions)
        finally:
            self.producer.flush(PATIENCE_S)
        if failures:
            raise KafkaException(failures[0])

    def send(self, line, done, failures):
        record = record_from(line)

        def delivered(error, message):
            if error:
                failures.append(error)
            else:
                done["offset"] = message.offset()

        self.producer.produce(
            self.topic,
            value=record["value"],
            key=record["key"],
            partition=record["partition"],
            timestamp=record["timestamp"],
            headers=record["headers"],
            on_delivery=delivered,
        )

    def poll(self, timeout_s, positions):
        lines = []
        if not self.is_assigned and not self.is_subscribed:
            return lines
        for message in self.consumer.consume(RECORDS_OF_A_POLL, timeout=timeout_s):
            error = message.error()
            if error:
                if error.code() in PASSING:
                    continue
                raise KafkaException(error)
            lines.append(
                record_line(
                    message.partition(),
                    message.offset(),
                    message.timestamp()[1],
                    message.key(),
                    message.value(),
                    message.headers(),
                )
            )
            positions[message.partition()] = message.offset() + 1
        return lines


def membership(group_protocol):
    if group_protocol == "consumer":
        return {"group.protocol": "consumer"}
    return {"session.timeout.ms": 6_000, "heartbeat.interval.ms": 1_000}


def reason(failure):
    return failure.args[0].name()


def tell(answer):
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


parser = argparse.ArgumentParser()
parser.add_argument("--bootstrap", required=True)
parser.add_argument("--topic", required=True)
parser.add_argument("--group", required=True)
parser.add_argument("--group-protocol", default="classic")
parser.add_argument("--transactional-id")
parser.add_argument("--transaction-timeout-ms", type=int)
client = HistoryClient(parser.parse_args())
tell({"ready": True})
for line in sys.stdin:
    tell(client.answer(json.loads(line)))
