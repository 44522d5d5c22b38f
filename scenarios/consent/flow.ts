/**
 * The six steps of the paper's Figure 2 as data: who tells whom, and by what. Workload and diagram derive from it. A transaction
 * goes into a block; the rest asks a node, and what goes between parties off the chain is a delay, which counts as part of its step.
 */
export const parties = {
  MS: 'medical staff',
  SP: 'patient',
  MDRS: 'resource server',
  BC: 'chain',
} as const;
export type Party = keyof typeof parties;

export interface FlowStep {
  readonly number: number;
  readonly title: string;
  readonly from: Party;
  readonly to: Party;
  readonly act: 'request' | 'look' | 'grant' | 'sign' | 'check' | 'open';
  /** What passes before it. */
  readonly after?: 'decision' | 'confirmations' | 'message';
}

export const flow: readonly FlowStep[] = [
  { number: 1, title: 'apply', from: 'MS', to: 'BC', act: 'request' },
  // A contract cannot push: the patient's wallet looks.
  { number: 2, title: 'forward', from: 'BC', to: 'SP', act: 'look' },
  { number: 3, title: 'decide', from: 'SP', to: 'BC', act: 'grant', after: 'decision' },
  // The server takes no grant that a reorganisation may still take back; the request binds the pointer that the chain has now.
  { number: 4, title: 'present', from: 'MS', to: 'MDRS', act: 'sign', after: 'confirmations' },
  { number: 5, title: 'verify', from: 'MDRS', to: 'BC', act: 'check', after: 'message' },
  // The staff opens what the server sealed, and holds it against the hash on the chain.
  { number: 6, title: 'release', from: 'MDRS', to: 'MS', act: 'open', after: 'message' },
];

const intoBlocks: ReadonlySet<FlowStep['act']> = new Set(['request', 'grant']);

/** Groups the figures of a step. */
export const labelOf = ({ number, title }: FlowStep): string => `${number} ${title}`;

/** As a Mermaid sequence diagram. */
export const diagram = (): string =>
  [
    'sequenceDiagram',
    ...Object.entries(parties).map(([party, name]) => `  participant ${party} as ${party} (${name})`),
    ...flow.map(
      (step) => `  ${step.from}${intoBlocks.has(step.act) ? '->>' : '-->>'}${step.to}: ${labelOf(step)}`,
    ),
  ].join('\n');
