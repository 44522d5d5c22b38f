/**
 * What each operation costs on each contract: one pair walks through the whole flow, step by step, first writes and
 * updates apart. Steps that a contract lacks are left out for it, with its reason.
 */
import {
  type Account,
  fixedRate,
  type Hex,
  type ScenarioDefinition,
  type WorkloadContext,
} from '../../../sim/index.ts';
import {
  type ConsentVariant,
  type GrantTerms,
  type OperationName,
  operationOf,
  type Pair,
} from './variant.ts';

/** Which patient of the flow: what the first two have done has left traces, the third comes new. */
type PatientNumber = 0 | 1 | 2;

export interface Step {
  readonly title: string;
  readonly operation: OperationName;
  readonly patient: PatientNumber;
  readonly terms?: Partial<GrantTerms>;
  /** Leads to the next step, and is no figure. */
  readonly isPreparation?: true;
}

const here: Hex = `0x${'c1'.repeat(112)}`;
const elsewhere: Hex = `0x${'c2'.repeat(112)}`;

/** In this order on one chain. */
export const steps: readonly Step[] = [
  { title: 'request, first of a pair', operation: 'request', patient: 0 },
  { title: 'grant, first, after a request', operation: 'grant', patient: 0 },
  { title: 'grant again, same values', operation: 'grant', patient: 0 },
  { title: 'check, as a transaction', operation: 'check', patient: 0 },
  { title: 'GetMS, as a transaction', operation: 'getMS', patient: 0 },
  {
    title: 'grant again, other values',
    operation: 'grant',
    patient: 0,
    terms: { terms: 'wider', encryptedAddress: elsewhere },
  },
  { title: 'revoke', operation: 'revoke', patient: 0 },
  { title: 'request after a revocation', operation: 'request', patient: 0 },
  { title: 'deny', operation: 'deny', patient: 0 },
  { title: '(request)', operation: 'request', patient: 1, isPreparation: true },
  { title: 'withdraw a request', operation: 'withdrawRequest', patient: 1 },
  { title: '(grant)', operation: 'grant', patient: 1, isPreparation: true },
  { title: 'point to a record, first', operation: 'setPointer', patient: 1 },
  { title: 'issue a token', operation: 'issueToken', patient: 1 },
  { title: 'renounce', operation: 'renounce', patient: 1 },
  { title: 'revoke all, first', operation: 'revokeAll', patient: 2 },
  { title: 'revoke all, again', operation: 'revokeAll', patient: 2 },
  { title: 'commit what was read, any count', operation: 'commitUsage', patient: 2 },
];

export const stepsOf = ({ operations }: ConsentVariant): readonly Step[] =>
  steps.filter(({ operation }) => !('lacks' in operations[operation]));

/** More accounts than needed, to choose from. */
const candidateCount = 40;

/** `onDeployed` hears of the contract when it is there. */
export const comparisonScenario = (
  variant: ConsentVariant,
  onDeployed: (context: WorkloadContext) => void,
): ScenarioDefinition => ({
  accounts: { patient: candidateCount, staff: candidateCount, ...variant.otherParties },
  contracts: { consent: variant.contract },
  setup: async (context) => {
    onDeployed(context);
    await variant.register(context, [dense(context, 'staff', 0)]);
  },
  rounds: stepsOf(variant).map(({ title, operation, patient, terms = {} }) => ({
    label: title,
    txCount: 1,
    rate: fixedRate(1),
    // A new second, so that what is stored with the time of the block differs from what was.
    pauseMs: 12_000,
    workload: (context) => {
      const pair: Pair = { patient: dense(context, 'patient', patient), staff: dense(context, 'staff', 0) };
      return operationOf(variant, operation)(context, pair, {
        encryptedAddress: here,
        terms: 'usual',
        ...terms,
      });
    },
  })),
});

/** The account of that number among those without a zero byte in their addresses, which would cost less (EIP-2028). */
const dense = ({ account }: WorkloadContext, label: string, number: number): Account => {
  const all = Array.from({ length: candidateCount }, (_, index) => account(label, index));
  const chosen = all.filter(({ address }) => !/^0x(..)*00/.test(address))[number];
  if (chosen === undefined) throw new Error(`too few of ${candidateCount} addresses have no zero byte`);
  return chosen;
};
