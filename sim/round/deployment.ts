import { BenchError, exitCodes } from '../errors.ts';
import type { ContractCodec } from '../ethereum/abi.ts';
import { isAtLeast } from '../ethereum/hardfork.ts';
import type { Process } from '../kernel/scheduler.ts';
import type { DeploymentFigures } from '../measure/deployment.ts';
import type { Address, Hex } from '../units.ts';
import type { Delivery } from './flight.ts';
import type { ResolvedContract } from './plan.ts';
import { placed } from './scenario-error.ts';
import type { Window } from './window.ts';
import type { World } from './world.ts';

/** EIP-170: the most bytes of code that an account can have. */
const maxCodeBytes = 24_576;
/** EIP-3860, from Shanghai on: the most bytes of creation code, constructor arguments included. */
const maxInitCodeBytes = 49_152;

export interface Deployment {
  readonly address: Address;
  readonly figures: DeploymentFigures;
}

/**
 * Deploys one contract and resolves with its address and its figures. Sizes are checked beforehand, because the EVM says no more than
 * that the creation failed.
 */
export const deploy = async (
  process: Process,
  world: World,
  window: Window,
  contract: ResolvedContract,
  codec: ContractCodec,
): Promise<Deployment> => {
  const { accounts, calls, chain, client } = world;
  const { name, artifact } = contract;
  const args = contract.args({ account: accounts.account, contract: calls.address });
  const data = codec.encodeDeploy(args);
  checkSize(name, 'code', artifact.deployedBytecode, maxCodeBytes);
  if (isAtLeast(chain.info.hardfork, 'shanghai')) checkSize(name, 'creation code', data, maxInitCodeBytes);

  const from = accounts.account('deployer', 0);
  const message = { from, to: undefined, data, codec, label: name };
  const delivery = await client.send(window, process, message, process.nowMs()).catch((thrown: unknown) => {
    throw placed(`deployment of '${name}'`, thrown);
  });
  if (delivery.status === 'failed') throw failed(name, delivery, chain.info.blockGasLimit);
  if (delivery.contractAddress === undefined)
    throw new DeploymentError(name, 'DEPLOYMENT_FAILED', 'the receipt names no contract');
  const figures = {
    name,
    gas: delivery.gasUsed,
    creationBytes: byteCountOf(data),
    deployedBytes: artifact.deployedBytecode === undefined ? null : byteCountOf(artifact.deployedBytecode),
  };
  return { address: delivery.contractAddress, figures };
};

const byteCountOf = (code: Hex): number => (code.length - 2) / 2;

const failed = (
  name: string,
  { error, halt }: Extract<Delivery, { status: 'failed' }>,
  blockGasLimit: bigint,
): DeploymentError => {
  if (halt?.name !== 'out of gas') return new DeploymentError(name, 'DEPLOYMENT_FAILED', error);
  const text = `it needs more gas than a transaction may have (a block has ${blockGasLimit})`;
  return new DeploymentError(name, 'DEPLOYMENT_ABOVE_GAS_LIMIT', text);
};

const checkSize = (name: string, what: string, code: Hex | undefined, mostBytes: number): void => {
  const byteCount = code === undefined ? 0 : byteCountOf(code);
  if (byteCount <= mostBytes) return;
  const text = `its ${what} has ${byteCount} bytes, and ${mostBytes} are allowed`;
  throw new DeploymentError(name, 'DEPLOYMENT_TOO_LARGE', text);
};

export class DeploymentError extends BenchError {
  override readonly name = 'DeploymentError';

  constructor(contract: string, code: string, reason: string) {
    super(`contract '${contract}' cannot be deployed: ${reason}`, {
      code,
      exitCode: exitCodes.scenarioFailed,
      hint: hints[code],
    });
  }
}

const hints: Readonly<Record<string, string>> = {
  DEPLOYMENT_FAILED: "Look at the contract's constructor and its arguments.",
  DEPLOYMENT_ABOVE_GAS_LIMIT: 'Choose a chain with larger blocks, or make the contract smaller.',
  DEPLOYMENT_TOO_LARGE: 'Split the contract, or move code into libraries.',
};
