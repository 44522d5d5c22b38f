/** Which way a metric gets worse. For a count there is no better: any change of it is one of what was measured. */
export const directions = ['lower', 'higher', 'both'] as const;
export type Direction = (typeof directions)[number];

const worseByKind: Readonly<Record<string, Direction>> = {
  sendRateTps: 'lower',
  throughputTps: 'lower',
  latencyMs: 'higher',
  latencyFromSubmittedMs: 'higher',
  latencyAtThresholdMs: 'higher',
  inFlight: 'higher',
  gas: 'higher',
  feeWei: 'higher',
  readGas: 'higher',
  deploymentGas: 'higher',
  creationBytes: 'higher',
  deployedBytes: 'higher',
};

export const worseDirection = (metric: string): Direction => {
  const [kind = '', part] = metric.replace(/^(rounds|contracts)\/[^/]*\/(labels\/[^/]*\/)?/, '').split('/');
  return part === 'count' ? 'both' : (worseByKind[kind] ?? 'both');
};
