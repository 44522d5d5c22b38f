/** The one direction of imports. Each room may import only the rooms named here; cycles are errors. */
const rooms = {
  kernel: [],
  ethereum: [],
  state: ['ethereum'],
  engine: ['ethereum', 'state'],
  proof: ['ethereum', 'state', 'engine'],
  flame: ['ethereum', 'engine'],
  network: ['kernel'],
  pool: ['kernel', 'ethereum', 'engine'],
  profile: ['kernel', 'ethereum', 'network', 'pool'],
  chain: ['kernel', 'ethereum', 'engine', 'network', 'pool', 'profile'],
  load: ['kernel', 'ethereum'],
  measure: ['kernel'],
  round: ['kernel', 'ethereum', 'profile', 'chain', 'load', 'measure'],
  plot: ['measure', 'study', 'gate'],
  report: ['measure', 'audit', 'study', 'validate', 'gate', 'plot', 'flame', 'config'],
  gate: ['measure'],
  audit: ['measure'],
  theory: [],
  study: ['kernel', 'network', 'measure', 'audit', 'config'],
  validate: [
    'kernel',
    'ethereum',
    'engine',
    'network',
    'pool',
    'profile',
    'chain',
    'load',
    'measure',
    'theory',
  ],
  ui: ['measure'],
  live: ['kernel', 'ethereum', 'engine', 'profile', 'chain', 'config'],
  replication: ['kernel', 'ethereum', 'engine', 'profile', 'chain', 'load', 'round', 'measure', 'config'],
};
const everyRoom = [...Object.keys(rooms), 'config', 'cli'];

const roomRules = Object.entries(rooms).map(([room, allowed]) => ({
  name: `${room}-imports-downward`,
  severity: 'error',
  from: { path: `^sim/${room}/`, pathNot: '\\.test\\.ts$' },
  to: {
    path: `^sim/(${everyRoom.filter((other) => other !== room && !allowed.includes(other)).join('|')})/`,
  },
}));

/** Folders within a room, which import downward too: in `cli/` families of commands, in `report/` forms and files. */
const folders = {
  cli: { run: ['report'], check: ['report'], gas: ['run'], report: [], predict: [], project: [] },
  report: {
    html: ['csv', 'terminal'],
    reporters: ['csv', 'html', 'terminal'],
    terminal: ['csv'],
    csv: [],
    saved: [],
    flame: [],
  },
};

const folderRules = Object.entries(folders).flatMap(([room, inside]) =>
  Object.entries(inside).map(([folder, allowed]) => ({
    name: `${room}-${folder}-imports-downward`,
    severity: 'error',
    from: { path: `^sim/${room}/${folder}/`, pathNot: '\\.test\\.ts$' },
    to: {
      path: `^sim/${room}/(${Object.keys(inside)
        .filter((other) => other !== folder && !allowed.includes(other))
        .join('|')})/`,
    },
  })),
);

export default {
  forbidden: [
    ...roomRules,
    ...folderRules,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'config-does-not-report',
      severity: 'error',
      from: { path: '^sim/config/', pathNot: '\\.test\\.ts$' },
      to: { path: '^sim/(report|plot|study|replication|cli)/' },
    },
    {
      name: 'harness-knows-no-application',
      severity: 'error',
      from: { path: '^sim/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(scenarios|contracts)/' },
    },
    {
      name: 'scenarios-use-the-public-door',
      severity: 'error',
      from: { path: '^scenarios/', pathNot: '\\.test\\.ts$|/(testing|perf)/' },
      to: { path: '^sim/', pathNot: '^sim/index\\.ts$' },
    },
    {
      name: 'scenarios-run-without-their-tests',
      severity: 'error',
      from: { path: '^scenarios/', pathNot: '\\.test\\.ts$|/(testing|perf)/' },
      to: { path: '^(scenarios/.*/(testing|perf)|contracts/test)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc', // the TypeScript 7 compiler has no JavaScript API for it to use
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js'] },
  },
};
