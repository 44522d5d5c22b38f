/** The gas tables of the README, from the committed snapshots: which row of which contract stands where, and why. */
import { readFileSync } from 'node:fs';
import type { GasRows } from './gas-rows.ts';

const contracts = ['NaiveConsent', 'PaperConsent', 'ConsentRegistry', 'ConsentLite'] as const;
type ContractName = (typeof contracts)[number];

/** A row's label and its key in the snapshot of V0 and V1, of V2 and of V3; an empty key where there is no such call. */
const comparison: readonly (readonly [label: string, paper: string, registry: string, lite: string])[] = [
  ['deployed bytes', 'deployedBytes', 'deployedBytes', 'deployedBytes'],
  ['deployment', 'deploy', 'deploy', 'deploy'],
  ['`reqManage`, first of a pair', 'reqManage, first', 'reqManage, first', 'reqManage'],
  ['`reqManage` after a revocation', 'reqManage after revoc', 'reqManage after revoc', 'reqManage'],
  ['`grant`, first, after a request', 'grant, first', 'grant, first, after a request', 'grant, first'],
  ['`grant`, first, without one', '', 'grant, first, without a request', 'grant, first'],
  [
    '`grant` on a live grant, same values',
    'grant on a live grant, same address',
    'grant, repeated, same values',
    'grant, repeated',
  ],
  [
    '`grant` on a live grant, other values',
    'grant on a live grant, other address',
    'grant, repeated, other values',
    '',
  ],
  ['`grantBatch` of 20, first, each', '', 'grantBatch of 20, first, each', ''],
  ['`grantBatch` of 20, repeated, each', '', 'grantBatch of 20, repeated, each', ''],
  ['`grantBySig`, first', '', 'grantBySig, first', ''],
  ['`grantBySig`, repeated', '', 'grantBySig, repeated', ''],
  ['`revoc`', 'revoc', 'revoc', 'revoc'],
  [
    '`revoc` of a pair without history',
    '',
    'revoc of a pair without history',
    'revoc of a pair without history',
  ],
  ['`revokeBatch` of 20, each', '', 'revokeBatch of 20, each', ''],
  ['`revokeBySig`', '', 'revokeBySig', ''],
  ['`revokeAll`, first', '', 'revokeAll, first', 'revokeAll, first'],
  ['`revokeAll`, again', '', 'revokeAll, again', 'revokeAll, again'],
  ['`renounce`', '', 'renounce', ''],
  ['`deny`', '', 'deny', ''],
  ['`withdrawRequest`', '', 'withdrawRequest', ''],
  ['`setBlocked`', '', 'setBlocked, on', ''],
  ['`setPointer`, first', '', 'setPointer, first', ''],
  ['`setPointer`, update', '', 'setPointer, update', ''],
  ['`issueToken`', '', 'issueToken', ''],
  ['`consumeToken`', '', 'consumeToken', ''],
  ['`cancelToken`', '', 'cancelToken', ''],
  ['`recordUse`', '', '', 'recordUse'],
  ['`commitUsage`, any count', '', 'commitUsage', 'commitUsage'],
  ['`check` as a transaction', '', 'check as a transaction, Ok', 'check as a transaction, Ok'],
  ['`GetMS` as a transaction', 'GetMS as a transaction', 'GetMS as a transaction', 'GetMS as a transaction'],
];

/** The study's figures, under Cancun. */
const prototype: readonly (readonly [label: string, contract: ContractName, key: string, figure: number])[] =
  [
    ['V1 deployed bytes', 'PaperConsent', 'deployedBytes', 1_869],
    ['V1 `reqManage`, first', 'PaperConsent', 'reqManage, first', 45_577],
    ['V1 `grant`, first', 'PaperConsent', 'grant, first', 164_596],
    ['V1 `grant`, repeated', 'PaperConsent', 'grant on a live grant, same address', 42_407],
    ['V1 `revoc`', 'PaperConsent', 'revoc', 28_427],
    ['V2 deployed bytes', 'ConsentRegistry', 'deployedBytes', 14_032],
    ['V2 `reqManage`, first', 'ConsentRegistry', 'reqManage, first', 80_713],
    ['V2 `grant`, first, after a request', 'ConsentRegistry', 'grant, first, after a request', 117_577],
    ['V2 `grant`, first, without one', 'ConsentRegistry', 'grant, first, without a request', 133_937],
    ['V2 `grant`, repeated', 'ConsentRegistry', 'grant, repeated, same values', 57_137],
    ['V2 `grantBatch` of 20, first, each', 'ConsentRegistry', 'grantBatch of 20, first, each', 105_997],
    ['V2 `grantBySig`, repeated', 'ConsentRegistry', 'grantBySig, repeated', 69_503],
    ['V2 `revoc`', 'ConsentRegistry', 'revoc', 30_089],
    ['V2 `revokeBatch` of 20, each', 'ConsentRegistry', 'revokeBatch of 20, each', 10_100],
    ['V2 `revokeBySig`', 'ConsentRegistry', 'revokeBySig', 40_214],
    ['V2 `revokeAll`, first', 'ConsentRegistry', 'revokeAll, first', 44_994],
    ['V2 `setPointer`, first', 'ConsentRegistry', 'setPointer, first', 99_072],
    ['V2 `setPointer`, update', 'ConsentRegistry', 'setPointer, update', 44_960],
    ['V2 `issueToken`', 'ConsentRegistry', 'issueToken', 94_564],
    ['V2 `consumeToken`', 'ConsentRegistry', 'consumeToken', 46_394],
    ['V2 `commitUsage`', 'ConsentRegistry', 'commitUsage', 26_992],
    ['V2 `check` as a transaction', 'ConsentRegistry', 'check as a transaction, Ok', 31_387],
    ['V3 deployed bytes', 'ConsentLite', 'deployedBytes', 2_231],
    ['V3 `reqManage`', 'ConsentLite', 'reqManage', 25_966],
    ['V3 `grant`, first', 'ConsentLite', 'grant, first', 51_052],
    ['V3 `grant`, repeated', 'ConsentLite', 'grant, repeated', 33_952],
    ['V3 `revoc`', 'ConsentLite', 'revoc', 29_016],
    ['V3 `revokeAll`, first', 'ConsentLite', 'revokeAll, first', 43_416],
    ['V3 `commitUsage`', 'ConsentLite', 'commitUsage', 24_307],
    ['V3 `check` as a transaction', 'ConsentLite', 'check as a transaction, Ok', 27_816],
  ];

const snapshotOf = (name: ContractName, hardfork: 'cancun' | 'osaka' = 'cancun'): GasRows => {
  const file = new URL(`../snapshots/${name}.gas.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'))[hardfork];
};

/** By hardfork, of all contracts: the README says that they are the same. */
export const snapshotsUnder = (hardfork: 'cancun' | 'osaka'): GasRows[] =>
  contracts.map((name) => snapshotOf(name, hardfork));

const withCommas = (number: number): string => String(number).replace(/\B(?=(\d{3})+$)/g, ',');

/** The cells of every row; an unknown key is an error, not an empty cell. */
export const comparisonRows = (): string[][] => {
  const [naive, paper, registry, lite] = contracts.map((name) => snapshotOf(name)) as [
    GasRows,
    GasRows,
    GasRows,
    GasRows,
  ];
  const cell = (rows: GasRows, key: string): string => (key === '' ? '' : withCommas(gasIn(rows, key)));
  return comparison.map(([label, paperKey, registryKey, liteKey]) => [
    label,
    cell(naive, paperKey),
    cell(paper, paperKey),
    cell(registry, registryKey),
    cell(lite, liteKey),
  ]);
};

export const prototypeRows = (): string[][] =>
  prototype.map(([label, contract, key, figure]) => {
    const ours = gasIn(snapshotOf(contract), key);
    const percent = ((ours / figure - 1) * 100).toFixed(1);
    return [label, withCommas(ours), withCommas(figure), `${ours < figure ? '' : '+'}${percent} %`];
  });

const gasIn = (rows: GasRows, key: string): number => {
  const value = rows[key];
  if (value === undefined) throw new Error(`no snapshot has a row '${key}'`);
  return value;
};
