/**
 * What GitHub Actions shows of a step: its summary, which may have 1 MiB of Markdown, and annotations, of which it keeps ten
 * of a kind. (docs.github.com, "Workflow commands for GitHub Actions"; escaping as actions/toolkit, core/src/command.ts)
 */
export interface Annotation {
  readonly level: 'error' | 'warning';
  readonly title: string;
  readonly message: string;
  /** As the user named it; undefined: it is about no file. */
  readonly file?: string | undefined;
}

export const summaryBytes = 1 << 20;
const mostAnnotations = 10;

/** Errors first; what is left out is counted by the last. A line each, without the newline. */
export const annotationLines = (
  annotations: readonly Annotation[],
  most = mostAnnotations,
): readonly string[] => {
  const sorted = [...annotations].sort((a, b) => rank(a) - rank(b));
  if (sorted.length <= most) return sorted.map(commandText);
  const shown = sorted.slice(0, Math.max(0, most - 1));
  const rest = sorted.slice(shown.length);
  const level = rest.some((annotation) => annotation.level === 'error') ? 'error' : 'warning';
  const message = `${rest.length} more, which the summary of the step and the report have`;
  return most <= 0 ? [] : [...shown.map(commandText), commandText({ level, title: 'chronobench', message })];
};

const rank = ({ level }: Annotation): number => (level === 'error' ? 0 : 1);

const commandText = ({ level, title, message, file }: Annotation): string => {
  const properties = [...(file === undefined ? [] : [['file', file] as const]), ['title', title] as const];
  const texts = properties.map(([name, value]) => `${name}=${escapedProperty(value)}`);
  return `::${level} ${texts.join(',')}::${escapedData(message)}`;
};

const escapedData = (text: string): string =>
  text.toWellFormed().replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');

const escapedProperty = (text: string): string => escapedData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');

/** Whole lines of it as far as they fit, and at the end how much is missing. */
export const withinBytes = (markdown: string, most: number): string => {
  const size = Buffer.byteLength(markdown);
  if (size <= most) return markdown;
  const notice = `\n**Cut here: the whole has ${size} bytes, more than the summary of a step may have.**\n`;
  let left = most - Buffer.byteLength(notice);
  const kept: string[] = [];
  for (const line of markdown.split('\n')) {
    left -= Buffer.byteLength(line) + 1;
    if (left < 0) break;
    kept.push(`${line}\n`);
  }
  return kept.length === 0 ? '' : `${kept.join('')}${notice}`;
};
