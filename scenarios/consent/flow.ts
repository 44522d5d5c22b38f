/**
 * The six steps of the paper's Figure 2 as data: who tells whom, and by what. Workload and diagram derive from it. A transaction
 * goes into a block; a read asks a node; what goes between parties off the chain is a delay, which counts as part of its step.
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
  readonly act:
    | { readonly kind: 'transaction'; readonly operation: 'request' | 'grant' }
    | {
        readonly kind: 'read';
        readonly by: 'patient' | 'staff' | 'server';
        readonly call: 'GetMS' | 'pointer' | 'check';
      };
  /** What passes off the chain before it. */
  readonly after?: 'decision' | 'message';
}

export const flow: readonly FlowStep[] = [
  { number: 1, title: 'apply', from: 'MS', to: 'BC', act: { kind: 'transaction', operation: 'request' } },
  // A contract cannot push: the patient's wallet asks.
  { number: 2, title: 'forward', from: 'BC', to: 'SP', act: { kind: 'read', by: 'patient', call: 'GetMS' } },
  {
    ...{ number: 3, title: 'decide', from: 'SP', to: 'BC', after: 'decision' },
    act: { kind: 'transaction', operation: 'grant' },
  },
  // The request to the server binds the pointer that the chain has now.
  {
    number: 4,
    title: 'present',
    from: 'MS',
    to: 'MDRS',
    act: { kind: 'read', by: 'staff', call: 'pointer' },
  },
  {
    ...{ number: 5, title: 'verify', from: 'MDRS', to: 'BC', after: 'message' },
    act: { kind: 'read', by: 'server', call: 'check' },
  },
  // What the server fetched is on its way while the staff holds it against the hash on the chain.
  {
    ...{ number: 6, title: 'release', from: 'MDRS', to: 'MS', after: 'message' },
    act: { kind: 'read', by: 'staff', call: 'pointer' },
  },
];

/** Groups the figures of a step. */
export const labelOf = ({ number, title }: FlowStep): string => `${number} ${title}`;

/** As a Mermaid sequence diagram. */
export const diagram = (): string =>
  [
    'sequenceDiagram',
    ...Object.entries(parties).map(([party, name]) => `  participant ${party} as ${party} (${name})`),
    ...flow.map(
      (step) =>
        `  ${step.from}${step.act.kind === 'transaction' ? '->>' : '-->>'}${step.to}: ${labelOf(step)}`,
    ),
  ].join('\n');
