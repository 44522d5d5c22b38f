/**
 * The library tells of every transaction and message by an event, for which it makes a list of listeners and a promise each
 * time. Where nobody listens, this does without.
 */
interface Emitter {
  readonly events: { listenerCount(topic: never): number };
}

type Emit = (topic: string, data: unknown) => Promise<void>;

/** Changes the emitter's own `_emit`, a plain property of the library's, and returns the emitter. */
export const withQuietEvents = <E extends Emitter>(emitter: E, emit: Emit): E =>
  Object.assign(emitter, {
    _emit: (topic: string, data: unknown) =>
      emitter.events.listenerCount(topic as never) === 0 ? nobodyListens : emit(topic, data),
  });

const nobodyListens = Promise.resolve();
