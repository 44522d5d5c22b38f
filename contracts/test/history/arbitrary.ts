/**
 * Random actions. Most are such as happen (patients grant, staff ask, servers consume) with parameters that are in order;
 * some are by the wrong party, at the wrong time or without meaning.
 */
import fc from 'fast-check';
import {
  type Action,
  type ActionOf,
  type Inquiry,
  type Name,
  patients,
  type ScopeName,
  servers,
  staff,
  type Terms,
} from '../model/actions.ts';

const minuteS = 60;
const hourS = 3_600;
const dayS = 86_400;

const mostly = <T>(usual: fc.Arbitrary<T>, seldom: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: seldom });

const one = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** The first of each kind more often than the others, so that actions meet. */
const anyName = one<Name>('alice', 'maria', 'otto', 'hospital', 'archive', 'regulator');
const sp = one<Name>('alice', 'alice', ...patients);
const ms = one<Name>('maria', 'maria', ...staff);
const mdrs = mostly(one<Name>('archive', 'archive', 'archive', ...servers), anyName);
const bySp = mostly(sp, anyName);
const byMs = mostly(ms, anyName);
const index = fc.nat({ max: 11 });
const on = fc.boolean();

const terms: fc.Arbitrary<Terms> = fc.record({
  mdrs,
  scope: fc.oneof(
    { weight: 8, arbitrary: one<ScopeName>('all') },
    { weight: 4, arbitrary: one<ScopeName>('first') },
    { weight: 1, arbitrary: one<ScopeName>('none') },
  ),
  ops: mostly(one(1, 3, 31, 33), one(0, 32)),
  purpose: mostly(one(1), one(0, 2)),
  fromS: mostly(one(0), one(minuteS, 2 * hourS)),
  forS: mostly(one(hourS, dayS, 40 * dayS), one(0, minuteS, 365 * dayS, 365 * dayS + 1)),
  usesMax: one(0, 0, 1, 2),
});

const inquiry: fc.Arbitrary<Inquiry> = fc.record({
  index,
  record: mostly(one(0), one(1)),
  twist: fc.oneof(
    { weight: 7, arbitrary: one<Inquiry['twist']>('none') },
    {
      weight: 3,
      arbitrary: one<Inquiry['twist']>(
        ...(['ops', 'unknown ops', 'no ops', 'purpose', 'server', 'staff', 'patient'] as const),
      ),
    },
  ),
});

/** An action of one kind from the arbitraries of its fields. */
const action = <Kind extends Action['kind']>(
  kind: Kind,
  fields: { readonly [Field in Exclude<keyof ActionOf<Kind>, 'kind'>]: fc.Arbitrary<ActionOf<Kind>[Field]> },
): fc.Arbitrary<Action> => {
  // The type of the fields above says that this is an action of the kind; TypeScript cannot put the two together.
  const record: fc.Arbitrary<unknown> = fc.record({ kind: fc.constant(kind), ...fields });
  return record as fc.Arbitrary<Action>;
};

const several = fc.array(ms, { maxLength: 3 });
const ahead = mostly(one(0, 1, 2), one(16, 17));
const decision = fc.oneof(
  fc.record({ kind: one('grant' as const), sp, ms, terms, ahead: mostly(one(0), one(1)) }),
  fc.record({ kind: one('revoke' as const), sp, ms, ahead }),
);
/** Signatures are the patient's, but for a few that are forged. */
const signing = decision.chain((signed) =>
  fc.record({ kind: one('sign' as const), by: mostly(one(signed.sp), anyName), decision: one(signed) }),
);

const weighted: readonly (readonly [number, fc.Arbitrary<Action>])[] = [
  [4, action('pass', { seconds: one(0, 0, minuteS, hourS, dayS, 10 * dayS) })],
  [1, action('setPaused', { by: one<Name>('regulator', 'alice'), on: fc.boolean() })],
  [
    2,
    action('setEntityActive', {
      by: one<Name>('regulator', 'regulator', 'hospital', 'clinic'),
      who: one<Name>('hospital', 'hospital', 'clinic', 'archive', 'maria'),
      on: fc.oneof({ weight: 2, arbitrary: one(true) }, { weight: 1, arbitrary: one(false) }),
    }),
  ],
  [
    1,
    action('register', {
      by: one<Name>('regulator', 'regulator', 'hospital', 'clinic', 'alice'),
      who: one<Name>('maria', 'otto', 'hospital', 'cloud', 'carol'),
      as: one('provider', 'staff', 'server'),
      forS: mostly(one(20 * dayS, 300 * dayS), one(0, hourS)),
    }),
  ],
  [8, action('reqManage', { by: byMs, sp, ops: mostly(one(1), one(0, 32)) })],
  [6, action('deny', { by: bySp, ms })],
  [4, action('withdrawRequest', { by: byMs, sp })],
  [1, action('setBlocked', { by: sp, ms, on })],
  [14, action('grant', { by: bySp, ms, terms })],
  [1, action('grantBatch', { by: bySp, ms: several, terms })],
  [4, signing],
  [10, action('submit', { by: anyName, index })],
  [3, action('revoc', { by: bySp, ms })],
  [1, action('revokeBatch', { by: bySp, ms: several })],
  [1, action('revokeAll', { by: bySp })],
  [4, action('renounce', { by: byMs, sp })],
  [1, action('setCustodian', { by: sp, mdrs, on })],
  [
    12,
    action('setPointer', { by: mostly(sp, one<Name>(...servers)), sp, record: mostly(one(0), one(1)), mdrs }),
  ],
  [30, action('issueToken', { inquiry, ttl: mostly(one(minuteS, hourS), one(minuteS - 1, dayS + 1)) })],
  [30, action('consumeToken', { by: mdrs, index, ms: mostly(one(undefined), ms) })],
  [8, action('cancelToken', { by: bySp, index })],
  [5, action('ask', { by: anyName, inquiry })],
];

export const anyAction: fc.Arbitrary<Action> = fc.oneof(
  ...weighted.map(([weight, arbitrary]) => ({ weight, arbitrary })),
);
