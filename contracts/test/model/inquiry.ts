/** From an inquiry, which names an active pair by its order, to the question that it asks in a given state. */
import { type Inquiry, type Name, patients, type Question, staff } from './actions.ts';
import { type Model, pairIn } from './state.ts';

const unknownOps = 32;
const otherThan = (names: readonly Name[], name: Name): Name => names.find((other) => other !== name) ?? name;

/** Undefined while no pair is active. */
export const questionOf = (model: Model, { index, record, twist }: Inquiry): Question | undefined => {
  const active = Object.keys(model.pairs).filter((key) => model.pairs[key]?.status === 'active');
  const chosen = active.sort()[index % Math.max(1, active.length)];
  if (chosen === undefined) return undefined;
  const [sp, ms] = chosen.split(' ') as [Name, Name];
  const { mdrs = 'archive', ops, purpose } = pairIn(model, sp, ms);
  const asGranted: Question = { sp, ms, mdrs, record, ops: ops & -ops, purpose };
  switch (twist) {
    case 'none':
      return asGranted;
    case 'ops':
      return { ...asGranted, ops: 31 };
    case 'unknown ops':
      return { ...asGranted, ops: unknownOps };
    case 'no ops':
      return { ...asGranted, ops: 0 };
    case 'purpose':
      return { ...asGranted, purpose: purpose + 1 };
    case 'server':
      return { ...asGranted, mdrs: mdrs === 'archive' ? 'cloud' : 'archive' };
    case 'staff':
      return { ...asGranted, ms: otherThan(staff, ms) };
    case 'patient':
      return { ...asGranted, sp: otherThan(patients, sp) };
  }
};
