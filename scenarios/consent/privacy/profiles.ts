/**
 * How grants come to the chain, by what they tell those who only read it. An address for each grant has a record id, a sealing and a scope of its
 * own, as equal ones would link it to the others; it holds no ether, as whoever pays for it would be a link: so its grant is signed, and brought to the chain by a relayer.
 */
export interface PrivacyProfile {
  readonly id: string;
  readonly title: string;
  readonly addresses: 'onePerPatient' | 'onePerGrant';
  readonly sending: 'atOnce' | 'inBatches';
}

export const privacyProfiles: readonly PrivacyProfile[] = [
  { id: 'default', title: 'one address, at once', addresses: 'onePerPatient', sending: 'atOnce' },
  { id: 'batched', title: 'one address, in batches', addresses: 'onePerPatient', sending: 'inBatches' },
  { id: 'fresh', title: 'an address per grant, at once', addresses: 'onePerGrant', sending: 'atOnce' },
  {
    id: 'private',
    title: 'an address per grant, in batches',
    addresses: 'onePerGrant',
    sending: 'inBatches',
  },
];
