"""Prints what happens on Tenantry's bus, each fact once: another team's consumer, made from the JSON Schemas alone.

Needs pika and jsonschema (Debian: python3-pika, python3-jsonschema). While `npm start` runs, its broker's address for
this consumer is `pythonAmqpUrl` in .local/example.json:
    AMQP_URL=… python3 examples/python-consumer/consumer.py libs/contracts/schemas consumer.db
"""

import json
import os
import sqlite3
import sys
from pathlib import Path

import jsonschema
import pika

INBOX = "python-consumer.inbox"
REPLAY = "python-consumer.replay"  # what a service publishes again, for this consumer only, on its operator's command


def event_types(folder):
    """A validator for each event; commands are for Tenantry's own services."""
    files = (file for file in Path(folder).glob("*.json") if ".command." not in file.name)
    return {file.stem: jsonschema.Draft202012Validator(json.loads(file.read_text())) for file in files}


def open_store(file):
    """What was taken: the bus promises 'at least once', so whoever must act once remembers ids, with the effect."""
    store = sqlite3.connect(file)
    store.execute("create table if not exists seen (id text primary key)")
    store.execute("create table if not exists refused (body text, error text)")
    return store


def take(store, validators, body):
    """Takes one message in one transaction: a crash before its end leaves the message in the queue and nothing here."""
    with store:
        try:
            event = json.loads(body)
            validator = validators.get(event["type"])
            if validator is None:
                return  # a type that was added after these schemas were fetched
            validator.validate(event)
        except (ValueError, TypeError, KeyError, jsonschema.ValidationError) as error:
            # Trying again would not help, and it must not hold up the others: a person looks at it.
            store.execute("insert into refused values (?, ?)", (body, str(error)))
            return
        if store.execute("insert or ignore into seen values (?)", (event["id"],)).rowcount == 1:
            subject = f"{event['subject']}#{int(event['sequence'])}"
            print(event["time"], event["type"], subject, "by", event["actor"], flush=True)


def main(schemas, database):
    validators = event_types(schemas)
    store = open_store(database)
    connection = pika.BlockingConnection(pika.URLParameters(os.environ["AMQP_URL"]))
    channel = connection.channel()
    for queue in (INBOX, REPLAY):
        channel.queue_declare(queue, durable=True, arguments={"x-queue-type": "quorum"})
    for publisher in {event_type.split(".")[0] for event_type in validators}:
        channel.queue_bind(INBOX, f"{publisher}.events", f"{publisher}.#")
        channel.queue_bind(REPLAY, f"{publisher}.events", f"{REPLAY}.#")
    channel.basic_qos(prefetch_count=50)

    def on_message(_channel, delivery, _properties, body):
        take(store, validators, body)
        channel.basic_ack(delivery.delivery_tag)  # after the commit: a crash delivers twice, never loses

    # Both at once, since it only prints. Whoever keeps a state of its own reads the replay to its end first.
    for queue in (REPLAY, INBOX):
        channel.basic_consume(queue, on_message)
    print("Events from now on; Ctrl-C ends.", file=sys.stderr, flush=True)
    # A lost connection ends the program: whoever runs it starts it again, and nothing is lost in between.
    channel.start_consuming()


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        pass
