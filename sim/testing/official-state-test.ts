/** One official state test, small enough to be read, with what it expects on some forks. */

/** ethereum/legacytests, Cancun/GeneralStateTests/stExample/add11.json: a contract stores the sum of 1 and 1. */
export const add11 = {
  env: {
    currentBaseFee: '0x0a',
    currentCoinbase: '0x2adc25665018aa1fe0e6bc666dac8fc2697ff9ba',
    currentDifficulty: '0x020000',
    currentExcessBlobGas: '0x00',
    currentGasLimit: '0xff112233445566',
    currentNumber: '0x01',
    currentRandom: '0x0000000000000000000000000000000000000000000000000000000000020000',
    currentTimestamp: '0x03e8',
  },
  pre: {
    '0x095e7baea6a6c7c4c2dfeb977efac326af552d87': {
      balance: '0x0de0b6b3a7640000',
      code: '0x600160010160005500',
      nonce: '0x00',
      storage: {},
    },
    '0x2adc25665018aa1fe0e6bc666dac8fc2697ff9ba': { balance: '0x00', code: '0x', nonce: '0x01', storage: {} },
    '0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b': {
      balance: '0x0de0b6b3a7640000',
      code: '0x',
      nonce: '0x00',
      storage: {},
    },
  },
  transaction: {
    data: ['0x'],
    gasLimit: ['0x061a80'],
    gasPrice: '0x0a',
    nonce: '0x00',
    secretKey: '0x45a915e4d060149eb4365960e6a7a45f334393093061116b197e3240065ff2d8',
    to: '0x095e7baea6a6c7c4c2dfeb977efac326af552d87',
    value: ['0x0186a0'],
  },
};

export const berlin = {
  hash: '0xcd39e0cdd18f8f811911222ae6779341663d0293e1a3d9501da7ac2f4da9b277',
  logs: '0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347',
  indexes: { data: 0, gas: 0, value: 0 },
};
/** From London on the beneficiary gets less: the base fee is burnt. */
export const cancun = {
  ...berlin,
  hash: '0xe8010ce590f401c9d61fef8ab05bea9bcec24281b795e5868809bc4e515aa530',
};
export const signed =
  '0xf863800a83061a8094095e7baea6a6c7c4c2dfeb977efac326af552d87830186a0801ba0ffb600e63115a7362e7811894a91d8ba4330e526f22121c994c4692035dfdfd5a06198379fcac8de3dbfac48b165df4bf88e2088f294b61efb9a65fe2281c76e16';

export const withPost = (post: unknown, changes: object = {}) => ({ add11: { ...add11, ...changes, post } });
