// npm install kafkajs@2; node emit.mjs
import { Kafka } from 'kafkajs';

const producer = new Kafka({ brokers: [process.env.KAFKA ?? 'localhost:19092'] }).producer({ idempotent: true });
await producer.connect();

await producer.send({ topic: 'heliograph.publications', acks: -1, messages: [{
  key: 'room:lobby', value: JSON.stringify({ text: 'hello from Node' }),
  headers: { ce_specversion: '1.0', ce_id: 'greeting-node', ce_source: '/greeter', ce_type: 'chat.message',
             ce_time: new Date().toISOString(), ce_channel: 'room:lobby', 'content-type': 'application/json' } }] });

await producer.disconnect();
