"""The command line of every program that writes transactions: one step per line, answered in a line."""

import argparse
import json
import sys


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bootstrap", required=True)
    parser.add_argument("--topic", required=True)
    parser.add_argument("--source", required=True)
    parser.add_argument("--group", required=True)
    parser.add_argument("--transactional-id", required=True)
    parser.add_argument("--transaction-timeout-ms", required=True, type=int)
    parser.add_argument("--mistake", default="none", help="what to do wrong, so that it is noticed")
    return parser.parse_args()


def producer_options(options):
    """What aiokafka and kafka-python call alike."""
    return {
        "bootstrap_servers": options.bootstrap,
        "transactional_id": options.transactional_id,
        "transaction_timeout_ms": options.transaction_timeout_ms,
    }


def consumer_options(options):
    """The same of a consumer, whose positions the producer commits."""
    return {
        "bootstrap_servers": options.bootstrap,
        "group_id": options.group,
        "isolation_level": "read_committed",
        "enable_auto_commit": False,
        "auto_offset_reset": "earliest",
    }


def say(line):
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def steps():
    say({"ready": True})
    for line in sys.stdin:
        yield json.loads(line)


def take(client, step):
    """Takes a step with a client whose methods are named like the steps."""
    kind = step["do"]
    if kind == "send":
        return client.send(step["partition"], step["value"].encode())
    if kind == "copy":
        return client.copy(step["count"])
    return {"begin": client.begin, "commit": client.commit, "abort": client.abort}[kind]()


def run(client):
    for step in steps():
        try:
            take(client, step)
            say({"ok": True})
        except Exception as failure:  # Whatever it is: the story says which steps may fail.
            say({"failed": repr(failure)})
