/** The door to codecs: ABI encoding is forty modules, which are loaded when one is first asked for. */
import type { ContractCodec, ContractDescription } from './abi.ts';

export const loadContractCodec = async (description: ContractDescription): Promise<ContractCodec> => {
  const { createContractCodec } = await import('./abi.ts');
  return createContractCodec(description);
};
