/**
 * JUnit's XML in the form that Jenkins reads (xunit-plugin, junit-10.xsd) and all others with it: a suite is a scenario,
 * a case is what was judged. A `failure` is a gate that failed, an `error` a scenario that did not run to its end.
 *
 * There are no times and no host: the same run gives the same bytes.
 */
import { exitCodes } from '../../errors.ts';
import type { Finding } from '../../measure/result.ts';
import { type XmlElement, xmlDocument } from './xml.ts';

export interface JunitSuite {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly cases: readonly JunitCase[];
  /** Lines for `system-out`. */
  readonly notes?: readonly string[];
}

export interface JunitCase {
  readonly name: string;
  /** Absent: it passed. */
  readonly problem?: { readonly kind: ProblemKind; readonly type: string; readonly text: string };
}

/** What a fingerprint says, field by field. */
export const fingerprintProperties = (
  fields: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      `fingerprint.${name}`,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );

/** Of at least one finding about the same. */
export const problemOf = (findings: readonly Finding[]): NonNullable<JunitCase['problem']> => {
  const codes = findings.map(({ exitCode }) => exitCode);
  const isGate = codes.every((code) => code === exitCodes.gateFailed);
  const text = findings.map((finding) => finding.text).join('\n');
  return { kind: isGate ? 'failure' : 'error', type: `exit code ${Math.max(...codes)}`, text };
};

const kinds = ['failure', 'error', 'skipped'] as const;
type ProblemKind = (typeof kinds)[number];

export const junitXml = (suites: readonly JunitSuite[]): string => {
  const { skipped: _skipped, ...counts } = countsOf(suites.flatMap(({ cases }) => cases));
  return xmlDocument({
    name: 'testsuites',
    attributes: { name: 'chronobench', ...counts },
    content: suites.map(suiteElement),
  });
};

const countsOf = (cases: readonly JunitCase[]) => {
  const count = (kind: ProblemKind): number => cases.filter(({ problem }) => problem?.kind === kind).length;
  return {
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  };
};

const suiteElement = ({ name, properties, cases, notes = [] }: JunitSuite): XmlElement => ({
  name: 'testsuite',
  attributes: { name, ...countsOf(cases) },
  content: [
    { name: 'properties', content: Object.entries(properties).map(propertyElement) },
    ...cases.map((testCase) => caseElement(testCase, name)),
    ...(notes.length === 0 ? [] : [{ name: 'system-out', content: notes.join('\n') }]),
  ],
});

const propertyElement = ([name, value]: readonly [string, string]): XmlElement => ({
  name: 'property',
  attributes: { name, value },
});

const caseElement = ({ name, problem }: JunitCase, suite: string): XmlElement => ({
  name: 'testcase',
  attributes: { classname: suite, name },
  content: problem === undefined ? [] : [problemElement(problem)],
});

/** What is skipped says why as a message only. */
const problemElement = ({ kind, type, text }: NonNullable<JunitCase['problem']>): XmlElement => {
  const [message = ''] = text.split('\n');
  return kind === 'skipped'
    ? { name: kind, attributes: { message } }
    : { name: kind, attributes: { message, type }, content: text };
};
