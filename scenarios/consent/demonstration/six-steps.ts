/** The six steps of the paper's Figure 2 on real parties; whatever is printed was read back from the one who has it. */
import type { Hex } from '../../../sim/index.ts';
import type { KeptRecord } from '../protocol/record-keeping.ts';
import type { Wanted } from '../protocol/staff.ts';
import { type RecordScope, scopeOf } from '../record-scope.ts';
import type { RegistryEvent } from '../server/service/registry-session.ts';
import { endS, type Parties, registerParties } from './parties.ts';
import { newestTransaction } from './public-chain.ts';
import { brief, count, detail, heading, inclusion, message } from './transcript.ts';

type Print = (line: string) => void;

export interface Prepared {
  readonly kept: KeptRecord;
  readonly scope: RecordScope;
}

const [read, treatment] = [1, 1];
const terms: Hex = `0x${'7e'.repeat(32)}`;
const patientEpoch = 0;

export const prepare = async (parties: Parties, print: Print): Promise<Prepared> => {
  const { actors, wallet, server, record, registry, live } = parties;
  await registerParties(parties);
  const [sp, mdrs] = [actors.patient.account.address, actors.server.account.address];
  const recordId = wallet.createRecordId();
  const kept = await server.records.keep({ sp, recordId, version: 1 }, record.bytes);
  print(heading('0  Before: who is registered, and where the record lies'));
  print(message('HP', 'BC', `registerStaff ${brief(actors.staff.account.address)}`));
  print(
    message(
      'SP',
      'MDRS',
      `the record, ${count(record.bytes.length)} bytes of FHIR, sealed and kept off chain`,
    ),
  );
  await registry.send(actors.patient, 'setPointer', sp, recordId, mdrs, kept.contentHash, kept.ciphertext);
  print(message('SP', 'BC', `setPointer ${brief(recordId)}: a hash and an encrypted address`));
  print(inclusion(await newestTransaction(live)));
  // Another record in the same scope, so that showing one says nothing of the rest.
  return { kept, scope: scopeOf([recordId, wallet.createRecordId()]) };
};

/** Steps 1 to 3: what is asked for, is granted. */
export const authorize = async (parties: Parties, prepared: Prepared, print: Print): Promise<Wanted> => {
  await ask(parties, prepared, print);
  const granted = await decide(parties, prepared, print);
  const { registry, view, actors } = parties;
  const { kept, scope } = prepared;
  const [sp, mdrs] = [actors.patient.account.address, actors.server.account.address];
  const [pointed] = await registry.events('PointerSet', { sp, recordId: kept.recordId });
  const { pointerHash } = await view.pointer(sp, kept.recordId);
  const pointer = pointed?.args.ciphertext as Hex;
  const grantId = granted.args.grantId as Hex;
  print(message('BC', 'MS', `token: grant ${brief(grantId)} at epoch ${granted.args.epoch}`));
  print(detail('address', `${brief(pointer)}, ${(pointer.length - 2) / 2} bytes for the server's key alone`));
  const what = { recordId: kept.recordId, proof: scope.proofOf(kept.recordId) ?? [] };
  return { grantId, sp, mdrs, ...what, pointer, pointerHash, ops: read, purpose: treatment };
};

const ask = async ({ registry, actors, live }: Parties, { scope }: Prepared, print: Print) => {
  const sp = actors.patient.account.address;
  print(heading('1  MS applies for access'));
  await registry.send(actors.staff, 'reqManage', sp, treatment, read, scope.root);
  print(message('MS', 'BC', `reqManage ${brief(sp)}, scope ${brief(scope.root)}`));
  print(inclusion(await newestTransaction(live)));
  print(heading('2  BC knows MS, and forwards the request'));
  const [asked] = await registry.events('AccessRequested', { sp });
  print(message('BC', 'SP', `AccessRequested by ${brief(String(asked?.args.ms).toLowerCase() as Hex)}`));
};

const decide = async (parties: Parties, { scope }: Prepared, print: Print): Promise<RegistryEvent> => {
  const { wallet, registry, actors, live, view } = parties;
  const [ms, mdrs] = [actors.staff.account.address, actors.server.account.address];
  const { epoch } = await view.pair(wallet.address, ms);
  const { message: decision, signature } = wallet.signGrant({
    ...{ ms, mdrs, scope: scope.root, terms, notBefore: 0, expiresAt: endS },
    ...{ ops: read, purpose: treatment, usesMax: 0, epoch, patientEpoch, deadline: BigInt(endS) },
  });
  const { sp, epoch: signedEpoch, patientEpoch: _, deadline, ...input } = decision;
  print(heading('3  SP consents; BC checks the signature, and issues the token with the encrypted address'));
  print(message('SP', 'MS', `consent, signed (EIP-712) ${brief(signature)}: SP needs no ether`));
  const [granted] = await registry.send(
    actors.staff,
    'grantBySig',
    sp,
    input,
    signedEpoch,
    deadline,
    signature,
  );
  if (granted === undefined) throw new Error('The registry granted and said nothing');
  print(message('MS', 'BC', 'grantBySig'));
  print(inclusion(await newestTransaction(live)));
  return granted;
};

/** Steps 4 to 6. The request, to be tried again by whoever overheard it; and what MS read. */
export const access = async (parties: Parties, wanted: Wanted, print: Print) => {
  const { staff, server, view, nowMs, verdicts } = parties;
  const pending = await staff.request(wanted, nowMs);
  print(heading('4  MS presents the token'));
  print(
    message(
      'MS',
      'MDRS',
      `AccessRequest, ${count(pending.text.length)} bytes, signed by MS, nonce ${brief(pending.body.request.nonce)}`,
    ),
  );
  const answer = await server.handle(pending.text, 'ward');
  print(heading('5  MDRS asks the chain'));
  print(message('MDRS', 'BC', `check: ${verdicts.at(-1)}; a call, no transaction`));
  if (answer.kind === 'refused') throw new Error('The server refused what was granted');
  const reading = await staff.open(pending, answer, await view.pointer(wanted.sp, wanted.recordId));
  if (reading.kind !== 'read') throw new Error(`The answer did not hold: ${reading.code}`);
  print(heading('6  MDRS opens the address, and releases the record'));
  const sealed = await answer.sealed();
  print(message('MDRS', 'MS', `${count(sealed.length)} bytes sealed to this request, and a signed receipt`));
  print(detail('record', `${count(reading.plaintext.length)} bytes; its hash is the one on chain`));
  await server.flushUsage();
  print(message('MDRS', 'BC', 'commitUsage: one hash for all accesses of a batch'));
  print(inclusion(await newestTransaction(parties.live)));
  return { pending, plaintext: reading.plaintext };
};
