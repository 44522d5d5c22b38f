import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actors } from './actors.ts';
import { grant, pointer, policy, request, revoke, status } from './consent-calls.ts';
import { type Contract, createSandbox, type Outcome } from './sandbox.ts';

const { alice, bob, maria, noor } = actors;
const otherPointer = `0x${'c2'.repeat(112)}` as const;
const sandbox = createSandbox('osaka');

describe('two patients of one member of staff', () => {
  const bothGrant = async (name: string): Promise<Contract> => {
    const contract = await sandbox.deploy(name);
    await request(contract, maria, alice);
    await request(contract, maria, bob);
    await grant(contract, alice, maria, pointer);
    await grant(contract, bob, maria, otherPointer);
    return contract;
  };

  it('NaiveConsent: the second overwrites and revokes the first one’s grant', async () => {
    const contract = await bothGrant('NaiveConsent');
    expect((await policy(contract, alice, maria)).encryptedAddress).toBe(otherPointer);
    expect((await revoke(contract, bob, maria)).error).toBeUndefined();
    expect((await policy(contract, alice, maria)).status).toBe(status.revoked);
  });

  it('PaperConsent: each keeps a grant of their own', async () => {
    const contract = await bothGrant('PaperConsent');
    expect((await policy(contract, alice, maria)).encryptedAddress).toBe(pointer);
    expect((await revoke(contract, bob, maria)).error).toBeUndefined();
    expect((await policy(contract, bob, maria)).status).toBe(status.revoked);
    expect((await policy(contract, alice, maria)).status).toBe(status.active);
  });

  it('NaiveConsent: staff can ask one patient and grant in another’s place, even in their own', async () => {
    const contract = await sandbox.deploy('NaiveConsent');
    await request(contract, maria, alice);
    expect((await grant(contract, maria, maria)).error).toBeUndefined();
    expect((await policy(contract, alice, maria)).status).toBe(status.active);
  });

  it('PaperConsent: only the patient who was asked can grant', async () => {
    const contract = await sandbox.deploy('PaperConsent');
    await request(contract, maria, alice);
    for (const other of [maria, bob, noor])
      expect((await grant(contract, other, maria)).error).toBe('BadState(0)');
    expect((await policy(contract, alice, maria)).status).toBe(status.requested);
  });
});

/** The paper's flow for one pair: the stages from which a call is legal, and the stage to which it leads. */
const rules = {
  request: { from: ['none', 'requested', 'revoked'], to: 'requested' },
  grant: { from: ['requested', 'active'], to: 'active' },
  revoke: { from: ['active'], to: 'revoked' },
} as const;

type Step = keyof typeof rules;
type Stage = keyof typeof status;
interface Move {
  readonly step: Step;
  readonly sp: 'alice' | 'bob';
  readonly ms: 'maria' | 'noor';
}

const perform = (contract: Contract, { step, sp, ms }: Move): Promise<Outcome> => {
  const [patient, staff] = [actors[sp], actors[ms]];
  if (step === 'request') return request(contract, staff, patient);
  return step === 'grant' ? grant(contract, patient, staff) : revoke(contract, patient, staff);
};

/** Every pair keeps a stage of its own, and only legal calls on that pair move it. */
const followsRules = async (name: string, moves: readonly Move[]): Promise<boolean> => {
  const contract = await sandbox.deploy(name);
  const stages = new Map<string, Stage>();
  for (const move of moves) {
    const pair = `${move.sp} ${move.ms}`;
    const stage = stages.get(pair) ?? 'none';
    const { from, to } = rules[move.step];
    const isLegal = (from as readonly Stage[]).includes(stage);
    if (((await perform(contract, move)).error === undefined) !== isLegal) return false;
    if (isLegal) stages.set(pair, to);
  }
  for (const sp of ['alice', 'bob'] as const)
    for (const ms of ['maria', 'noor'] as const) {
      const found = await policy(contract, actors[sp], actors[ms]);
      if (found.status !== status[stages.get(`${sp} ${ms}`) ?? 'none']) return false;
    }
  return true;
};

const histories = fc.array(
  fc.record<Move>({
    step: fc.constantFrom('request', 'grant', 'revoke'),
    sp: fc.constantFrom('alice', 'bob'),
    ms: fc.constantFrom('maria', 'noor'),
  }),
  { maxLength: 16 },
);

describe('any history of two patients and two members of staff', () => {
  it('PaperConsent: a call on one pair changes no other pair', async () => {
    await fc.assert(
      fc.asyncProperty(histories, (moves) => followsRules('PaperConsent', moves)),
      { numRuns: 30 },
    );
  });

  it('NaiveConsent: one call is a counterexample', async () => {
    const result = await fc.check(
      fc.asyncProperty(histories, (moves) => followsRules('NaiveConsent', moves)),
    );
    expect(result.failed).toBe(true);
    expect(result.counterexample?.[0]).toHaveLength(1); // a request to one patient shows as a request to both
  });
});
