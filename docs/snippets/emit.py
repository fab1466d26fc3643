# pip install confluent-kafka; python emit.py
import json
import os
from datetime import datetime, timezone

from confluent_kafka import Producer

producer = Producer({"bootstrap.servers": os.environ.get("KAFKA", "localhost:19092"),
                     "partitioner": "murmur2_random", "enable.idempotence": True})


def answered(failure, message):
    if failure:
        raise SystemExit(f"not accepted: {failure}")


producer.produce("heliograph.publications", key="room:lobby", value=json.dumps({"text": "hello from Python"}), headers={
    "ce_specversion": "1.0", "ce_id": "greeting-python", "ce_source": "/greeter", "ce_type": "chat.message",
    "ce_time": datetime.now(timezone.utc).isoformat(), "ce_channel": "room:lobby", "content-type": "application/json",
}, on_delivery=answered)
producer.flush()
