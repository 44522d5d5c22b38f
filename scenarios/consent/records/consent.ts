/**
 * A grant as a FHIR R4 Consent, and back: the instrument that people read, and what the registry is told. What the mapping keeps is all that a grant
 * has; whatever in a Consent a grant cannot say (denials, nested provisions, several purposes) is a problem, not a rounding.
 */
import type { Consent, ConsentProvision, Reference } from 'fhir/r4.js';
import type { Address, Hex, Problem } from '../../../sim/index.ts';
import { scopeOf } from '../record-scope.ts';
import type { GrantInput } from '../signed-decisions.ts';
import { accountIn, accountReference, recordIn, recordReference } from './identifiers.ts';
import { meta } from './resource.ts';
import { type TermsTemplate, templateUri, termsOf } from './terms.ts';
import { actionsOf, opsOf, purposeCoding, purposeOf } from './vocabulary.ts';

export interface ConsentSubject {
  readonly chainId: number;
  readonly sp: Address;
  /** In the scope's order: a root does not give its leaves back. */
  readonly recordIds: readonly [Hex, ...Hex[]];
  readonly template: TermsTemplate;
}

/** Resources about the parties, where there are some. */
export interface ConsentParties {
  readonly patient?: Reference;
  readonly staff?: Reference;
  readonly custodian?: Reference;
}

/** HL7 v3 ParticipationType: information recipient, and custodian. */
const roles = { ms: 'IRCP', mdrs: 'CST' } as const;
const participation = 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType';
const usesMaxUrl = 'urn:chronobench:uses-max';

/** Throws for a grant that is not of this subject, or has a number that the vocabulary does not. */
export const consentFrom = (
  id: string,
  grant: GrantInput,
  subject: ConsentSubject,
  { patient, staff, custodian }: ConsentParties = {},
): Consent => {
  const { chainId, sp, recordIds, template } = subject;
  const purpose = purposeCoding(grant.purpose);
  const isOfSubject = scopeOf(recordIds).root === grant.scope && termsOf(template) === grant.terms;
  if (purpose === undefined || opsOf(actionsOf(grant.ops)) !== grant.ops || !isOfSubject)
    throw new RangeError(
      'The grant is for other records or terms, or has a purpose or operation without a name',
    );
  const actor = (role: keyof typeof roles, reference: Reference | undefined) => ({
    role: { coding: [{ system: participation, code: roles[role] }] },
    reference: accountReference(chainId, grant[role], reference),
  });
  return {
    ...{ resourceType: 'Consent', id, meta, status: 'active' },
    scope: concept('http://terminology.hl7.org/CodeSystem/consentscope', 'patient-privacy'),
    category: [concept('http://loinc.org', '59284-0')],
    patient: accountReference(chainId, sp, patient),
    policy: [{ uri: templateUri(template) }],
    ...(grant.usesMax > 0 && { extension: [{ url: usesMaxUrl, valuePositiveInt: grant.usesMax }] }),
    provision: {
      type: 'permit',
      period: {
        ...(grant.notBefore > 0 && { start: instantOf(grant.notBefore) }),
        end: instantOf(grant.expiresAt),
      },
      actor: [actor('ms', staff), actor('mdrs', custodian)],
      action: actionsOf(grant.ops),
      purpose: [purpose],
      data: recordIds.map((recordId) => ({ meaning: 'instance', reference: recordReference(recordId) })),
    },
  };
};

export type ConsentReading =
  | { readonly kind: 'grant'; readonly sp: Address; readonly grant: GrantInput }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] };

/** `templates` are those that this patient's side knows the words of. */
export const grantFrom = (
  consent: Consent,
  chainId: number,
  templates: readonly TermsTemplate[],
): ConsentReading => {
  const problems: Problem[] = [];
  const need = <T>(path: string, expected: string, value: T | undefined): T => {
    if (value === undefined) problems.push({ path, expected, received: 'something else' });
    return value as T;
  };
  const { provision = {}, policy = [], extension = [] } = consent;
  const template = templates.find((known) => policy.length === 1 && templateUri(known) === policy[0]?.uri);
  const recordIds = (provision.data ?? []).map(({ reference }) => recordIn(reference));
  const isOfRecords = recordIds.length > 0 && !recordIds.includes(undefined);
  need('status', 'active', consent.status === 'active' || undefined);
  need('provision', 'one permit without exceptions or other limits', isPlain(provision) || undefined);
  const sp = need('patient', `an account on chain ${chainId}`, accountIn(consent.patient, chainId));
  const actorAt = (role: keyof typeof roles) =>
    need(
      `provision.actor ${roles[role]}`,
      `one account on chain ${chainId}`,
      actorIn(provision, role, chainId),
    );
  const grant = {
    ms: actorAt('ms'),
    mdrs: actorAt('mdrs'),
    scope: need(
      'provision.data',
      'records',
      isOfRecords ? scopeOf(recordIds as [Hex, ...Hex[]]).root : undefined,
    ),
    terms: need('policy', 'one template that is known', template && termsOf(template)),
    notBefore: need('provision.period.start', 'a second, or nothing', secondOf(provision.period?.start, 0)),
    expiresAt: need('provision.period.end', 'a second', secondOf(provision.period?.end)),
    ops: need('provision.action', 'operations of the registry', opsOf(provision.action ?? []) || undefined),
    purpose: need('provision.purpose', 'one purpose of use', onlyPurpose(provision)),
    usesMax: extension.find(({ url }) => url === usesMaxUrl)?.valuePositiveInt ?? 0,
  };
  return problems.length > 0 ? { kind: 'invalid', problems } : { kind: 'grant', sp, grant };
};

const concept = (system: string, code: string) => ({ coding: [{ system, code }] });

const known: ReadonlySet<string> = new Set(['type', 'period', 'actor', 'action', 'purpose', 'data']);
const isPlain = (provision: ConsentProvision): boolean =>
  provision.type === 'permit' &&
  Object.keys(provision).every((key) => known.has(key)) &&
  provision.actor?.length === 2 &&
  (provision.data ?? []).every(({ meaning }) => meaning === 'instance');

const actorIn = ({ actor = [] }: ConsentProvision, role: keyof typeof roles, chainId: number) => {
  const [only, ...more] = actor.filter(({ role: { coding = [] } }) =>
    coding.some(({ system, code }) => system === participation && code === roles[role]),
  );
  return more.length === 0 ? accountIn(only?.reference, chainId) : undefined;
};

const onlyPurpose = ({ purpose: [only, ...more] = [] }: ConsentProvision): number | undefined =>
  only === undefined || more.length > 0 ? undefined : purposeOf(only);

export const instantOf = (seconds: number): string =>
  `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;

/** FHIR allows `2026-05`; a grant needs a second, and one that says its zone. */
const secondOf = (text: string | undefined, absent?: number): number | undefined => {
  if (text === undefined) return absent;
  const isSecond = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/.test(text);
  const seconds = Date.parse(text) / 1000;
  return isSecond && Number.isInteger(seconds) && seconds >= 0 ? seconds : undefined;
};
