/** The four contracts by name, and the parameter that chooses one. */
import type { ParameterReader } from '../../../sim/index.ts';
import { liteVariant } from './lite-variant.ts';
import { paperVariant } from './paper-variant.ts';
import { registryVariant } from './registry-variant.ts';
import { type ConsentVariant, type VariantName, variantNames } from './variant.ts';

export const variants: Readonly<Record<VariantName, ConsentVariant>> = {
  v0: paperVariant('v0', 'NaiveConsent'),
  v1: paperVariant('v1', 'PaperConsent'),
  v2: registryVariant,
  v3: liteVariant,
};

/** `--param contract=v2`. */
export const chosenVariant = (param: ParameterReader, byDefault: VariantName = 'v1'): ConsentVariant =>
  variants[param.choice('contract', variantNames, byDefault)];
