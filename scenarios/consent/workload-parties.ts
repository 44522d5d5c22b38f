/**
 * The protocol's parties on the accounts of a scenario: one hospital, one resource server and its keys, staff and patients, each with secrets
 * from streams of the run's own. What is real in life is real here: signatures, encryption, every check.
 */
import { type Account, bytesToHex, type Hex, type WorkloadContext } from '../../sim/index.ts';
import { type Entropy, seededEntropy } from './protocol/entropy.ts';
import { createEncryptionKeys, type EncryptionKeys } from './protocol/hpke.ts';
import { createPatientWallet, type PatientWallet } from './protocol/patient-wallet.ts';
import {
  createResourceServer,
  type ResourceServer,
  type ResourceServerOptions,
} from './protocol/resource-server.ts';
import { createStaff, type Staff } from './protocol/staff.ts';
import { createLocatorResolver } from './server/pointers/blob-key.ts';
import { createMemoryStore } from './server/stores/memory.ts';
import { grantsEndS, word } from './variants/variant.ts';
import { openWorkloadChain, type WorkloadChain } from './workload-chain.ts';

export interface Parties {
  readonly chain: WorkloadChain;
  readonly entropy: Entropy;
  /** By the account's index. */
  readonly staff: readonly Staff[];
  readonly walletOf: (patient: Account) => PatientWallet;
  /** One of as many as one likes: they share the server's account, keys and store, and differ in what is given. */
  readonly serve: (options?: Partial<ResourceServerOptions>) => Promise<ResourceServer>;
}

const untilS = grantsEndS + 200 * 86_400;

/** In set-up: everybody is registered. */
export const openParties = async (context: WorkloadContext): Promise<Parties> => {
  const account = context.account('server', 0);
  const chain = await openWorkloadChain(context, account);
  const entropy = seededEntropy(context.random.fork('entropy'));
  const encryptionKeys = await createEncryptionKeys(entropy);
  const staffKeys: EncryptionKeys[] = [];
  for (let index = 0; index < context.accountCount('staff'); index += 1)
    staffKeys.push(await createEncryptionKeys(entropy));
  await register(context, encryptionKeys, staffKeys);
  const { deployment, keyOf } = chain;
  const options: ResourceServerOptions = {
    ...{ account: keyOf(account), encryptionKeys, store: createMemoryStore(), entropy },
    ...{ chain: chain.view, writer: chain.writerOf(account), nowMs: chain.nowMs },
    resolve: createLocatorResolver({ roots: [], stores: {} }),
    ...{ tokenMode: 'T2', custodyMode: 'A', auditMode: 'none', batchSize: 1_000, horizonBlocks: 64 },
  };
  return {
    ...{ chain, entropy },
    staff: staffKeys.map((keys, index) =>
      createStaff({
        account: keyOf(context.account('staff', index)),
        encryptionKeys: keys,
        deployment,
        entropy,
      }),
    ),
    walletOf: (patient) => createPatientWallet({ account: keyOf(patient), deployment, entropy }),
    serve: (others = {}) => createResourceServer({ ...options, ...others }),
  };
};

const register = async (
  { account, send }: WorkloadContext,
  server: EncryptionKeys,
  staff: readonly EncryptionKeys[],
): Promise<void> => {
  const [regulator, provider] = [account('regulator', 0), account('provider', 0)];
  const by = (from: Account, call: string, ...args: readonly unknown[]) =>
    send({ from, to: 'consent', call, args, gasLimit: 150_000n });
  const publicKey = (keys: EncryptionKeys): Hex => bytesToHex(keys.publicKey);
  await by(regulator, 'registerProvider', provider.address, untilS, word(1));
  await by(regulator, 'registerServer', account('server', 0).address, untilS, word(2), publicKey(server));
  await Promise.all(
    staff.map((keys, index) =>
      by(provider, 'registerStaff', account('staff', index).address, untilS, word(4), publicKey(keys)),
    ),
  );
};
