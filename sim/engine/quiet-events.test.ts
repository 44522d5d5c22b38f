import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { withQuietEvents } from './quiet-events.ts';

test('an event goes to whoever listens to it, and is not even emitted where nobody does', async () => {
  const emitted: string[] = [];
  const events = new EventEmitter();
  const emitter = { events, _emit: async (_topic: string, _data: unknown): Promise<void> => {} };
  const heard: unknown[] = [];
  events.on('beforeTx', (data) => heard.push(data));
  withQuietEvents(emitter, async (topic, data) => {
    emitted.push(topic);
    events.emit(topic, data);
  });
  await emitter._emit('beforeTx', 1);
  await emitter._emit('afterTx', 2);
  events.on('afterTx', (data) => heard.push(data));
  await emitter._emit('afterTx', 3);
  expect(emitted).toEqual(['beforeTx', 'afterTx']);
  expect(heard).toEqual([1, 3]);
});
