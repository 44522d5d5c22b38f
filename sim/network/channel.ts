/** How messages travel, as whoever sends them sees it. */

/** When a node has the message; for its sender, the moment of sending. A pure function: ask as often as you like. */
export type Arrivals = (node: number) => number;

/** Messages of one kind, with streams of their own. */
export interface Channel {
  send(origin: number, timeMs: number, byteCount: number): Arrivals;
}

export interface Links {
  channel(label: string): Channel;
}
