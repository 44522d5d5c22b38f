/**
 * How long a message takes from one node to the others. Three models (`link-profile`): a constant delay, a quantile
 * curve, and gossip between regions over uplinks that send one copy after another.
 *
 * A message has arrival times, not events: they are fixed when it is sent, and who needs one asks for it. On a quantile
 * curve each is drawn by its place (message, receiver), so that times that nobody asks for cost nothing. Messages of one
 * kind go over a channel of their own: more transactions do not change how blocks travel (but for the uplinks, which
 * all channels share).
 */
import { type Distribution, quantile } from '../kernel/distributions.ts';
import type { RandomStream } from '../kernel/random.ts';
import { createRandomField } from '../kernel/random-field.ts';
import { quantiseMs } from '../units.ts';
import type { Channel, Links } from './channel.ts';
import { createGossip } from './gossip.ts';
import type { LinkProfile } from './link-profile.ts';

export const createLinks = (profile: LinkProfile, nodeCount: number, random: RandomStream): Links => {
  switch (profile.kind) {
    case 'constant':
      return { channel: () => constantChannel(profile.delayMs) };
    case 'drawn':
      return { channel: (label) => drawnChannel(profile.delay, random.fork(label)) };
    case 'regions':
      return createGossip(profile, nodeCount, random);
  }
};

const constantChannel = (delayMs: number): Channel => ({
  send: (origin, timeMs) => {
    const arrivalMs = quantiseMs(timeMs + delayMs);
    return (node) => (node === origin ? timeMs : arrivalMs);
  },
});

const drawnChannel = (delay: Distribution, random: RandomStream): Channel => {
  const uniformAt = createRandomField(random);
  let messageCount = 0;
  return {
    send: (origin, timeMs) => {
      const message = messageCount;
      messageCount += 1;
      return (node) =>
        node === origin ? timeMs : quantiseMs(timeMs + quantile(delay, uniformAt(message, node)));
    },
  };
};
