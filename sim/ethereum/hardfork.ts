/** The hardforks a chain profile may name, oldest first, and the name that solc gives each one's instruction set. */
export const hardforks = [
  'istanbul',
  'muirGlacier',
  'berlin',
  'london',
  'paris',
  'shanghai',
  'cancun',
  'prague',
  'osaka',
] as const;

export type Hardfork = (typeof hardforks)[number];

export const isAtLeast = (hardfork: Hardfork, other: Hardfork): boolean =>
  hardforks.indexOf(hardfork) >= hardforks.indexOf(other);

/** solc's `settings.evmVersion`; Muir Glacier (EIP-2384) changed no instruction. */
export const solcEvmVersion = (hardfork: Hardfork): string =>
  hardfork === 'muirGlacier' ? 'istanbul' : hardfork;
