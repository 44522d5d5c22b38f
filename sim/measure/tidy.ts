/**
 * Derived figures without binary dust: the double nearest to the first 15 significant decimal digits, which every
 * double can hold. 12.345000000000001 becomes 12.345, and nothing that is not zero becomes zero.
 */
export const tidy = (value: number): number => Number(value.toPrecision(15));
