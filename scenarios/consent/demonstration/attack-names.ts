/** What can be tried after the six steps; apart from how, so that the command's help loads nothing else. */
export const attackNames = ['stolen-token', 'replay', 'revoked', 'tampered-record'] as const;
export type AttackName = (typeof attackNames)[number];
