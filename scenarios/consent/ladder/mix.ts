/**
 * What a number of encounters brings, in which order, and to whom. Each pair has one fate, so that every operation has the same
 * cost wherever it comes in the order: known pairs are read, some of them revoke instead, asked ones wait for a grant, new ones ask.
 */
import type { Relationship } from '../population.ts';

export interface Mix {
  readonly known: number;
  readonly request: number;
  readonly grant: number;
  readonly read: number;
  readonly revoke: number;
}

export type Kind = 'request' | 'grant' | 'read' | 'revoke';
export interface Event {
  readonly kind: Kind;
  /** Among those of its kind. */
  readonly number: number;
}

/**
 * Per 1,000 encounters: 4,000 reads; 15 % are with somebody new, who asks; 128 of these 150 are granted, and 1 % of grants are taken
 * back. All of it an assumption about a hospital: request : grant : read : revoke is about 37 : 32 : 1,000 : 0.3.
 */
export const mixOf = (encounters: number): Mix => ({
  known: 100,
  request: Math.round(0.15 * encounters),
  grant: Math.round(0.128 * encounters),
  read: 4 * encounters,
  revoke: Math.max(1, Math.round(0.00128 * encounters)),
});

/** Each kind spread evenly over the whole. */
export const eventsOf = (mix: Mix): readonly Event[] =>
  (['request', 'grant', 'read', 'revoke'] as const)
    .flatMap((kind) =>
      Array.from({ length: mix[kind] }, (_, number) => ({ kind, number, at: (number + 0.5) / mix[kind] })),
    )
    .sort((left, right) => left.at - right.at)
    .map(({ kind, number }) => ({ kind, number }));

const staffPerPatient = 4;
export const staffCount = 20;

const pairAt = (index: number): Relationship => {
  const patientIndex = Math.floor(index / staffPerPatient);
  const ward = patientIndex % (staffCount / staffPerPatient);
  return { patientIndex, staffIndex: staffPerPatient * ward + (index % staffPerPatient) };
};

const whole = (count: number): number => Math.ceil(count / staffPerPatient) * staffPerPatient;

/** Whose turn it is; what is granted in one transaction belongs to one patient. */
export const pairOf = (mix: Mix, { kind, number }: Event): Relationship => {
  if (kind === 'read') return pairAt(number % mix.known);
  const first = {
    revoke: mix.known,
    grant: mix.known + whole(mix.revoke),
    request: mix.known + whole(mix.revoke) + whole(mix.grant),
  }[kind];
  return pairAt(first + number);
};

export const patientCountOf = (mix: Mix): number =>
  (mix.known + whole(mix.revoke) + whole(mix.grant) + whole(mix.request)) / staffPerPatient;
