/** Sentences that every form of a study's report has. */
import type { DefinitionName } from '../audit/definition.ts';
import type { PublishedRow } from '../study/published.ts';
import type { StudyResult } from '../study/result.ts';

export const howMeasured = ({
  seed,
  exitReason,
  verdict,
}: Pick<StudyResult, 'seed' | 'exitReason' | 'verdict'>): string =>
  [
    `Everything below was simulated in virtual time with seed ${seed}: real contracts and signatures, executed by a real EVM, `,
    'on a chain whose block times are a model. The same seed gives the same figures to the last byte. ',
    exitReason === 'completed' ? '' : `This run ended early (${exitReason}): experiments are missing. `,
    ...(verdict?.findings ?? []).map(({ about, text }) => `${about}: ${text}. `),
  ]
    .join('')
    .trim();

export const impossibleText = (published: readonly PublishedRow[], definition: DefinitionName): string => {
  const count = published.filter(({ audit }) => !audit.isPossible).length;
  const never = published.filter(({ possibleUnder }) => possibleUnder.length === 0).length;
  return (
    `${count} of ${published.length} published rows contradict themselves under ${definition}: whatever was measured, ` +
    `no run can have printed them. ${never} of them are impossible under every definition known to the audit. ` +
    'A violation is strong evidence; a pass is weak, since most wrong figures are possible ones.'
  );
};
