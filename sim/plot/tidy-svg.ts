/**
 * Vega's SVG in less than half the bytes, as the same picture: coordinates to a hundredth of a pixel, nothing invisible,
 * the font named once, and dots of one look as one path. Rounding also takes away the last digits, in which the mathematics
 * of two machines may differ.
 */
export const tidySvg = (svg: string): string => joinDots(dropUnseen(roundCoordinates(hoistFont(svg))));

const hoistFont = (svg: string): string => {
  const [font] = / font-family="[^"]*"/.exec(svg) ?? [];
  return font === undefined ? svg : svg.replaceAll(font, '').replace('<svg', `<svg${font}`);
};

const geometry = / (d|transform|x1|x2|y1|y2|x|y|width|height|viewBox|stroke-dasharray)="([^"]*)"/g;

const roundCoordinates = (svg: string): string =>
  inTags(svg, (tag) =>
    tag.replace(
      geometry,
      (_match, name: string, value: string) =>
        ` ${name}="${value.replace(/-?\d+\.\d+(e-?\d+)?/g, (number) => hundredths(Number(number)))}"`,
    ),
  );

/** Without the sign of zero. */
const hundredths = (value: number): string => `${Math.round(value * 100) / 100 + 0}`;

/** Never in text, which is the user's. In Vega's output a `<` is always a tag's, and so is the next `>`. */
const inTags = (svg: string, change: (tag: string) => string): string => svg.replace(/<[^>]*>/g, change);

const dropUnseen = (svg: string): string =>
  inTags(
    svg
      .replace(/<text [^>]* opacity="0"[^>]*>[^<]*<\/text>/g, '')
      .replace(/<path class="(foreground|background)"[^>]* (display="none"|d="M0,0h0v0h0Z")[^>]*\/>/g, ''),
    (tag) => tag.replace(/ (opacity="1"|pointer-events="none"|aria-hidden="true"|xmlns:xlink="[^"]*")/g, ''),
  );

const dot =
  /<path transform="translate\((-?[\d.]+),(-?[\d.]+)\)" d="M([\d.]+),0A\3,\3,0,1,1,-\3,0A\3,\3,0,1,1,\3,0" fill="([^"]*)"(?: stroke-width="[\d.]+")?( opacity="[\d.]+")?\/>/g;
const dots = new RegExp(`(?:${dot.source.replaceAll('\\3', '[\\d.]+')}){2,}`, 'g');

/** A round cap on a line of no length is a dot. Neighbours of the same size and fill become one path. */
const joinDots = (svg: string): string =>
  svg.replace(dots, (run) => {
    const groups: { readonly look: string; readonly places: string[] }[] = [];
    for (const [, x, y, radius, fill, opacity = ''] of run.matchAll(dot)) {
      const look = `stroke="${fill}" stroke-width="${hundredths(2 * Number(radius))}"${opacity}`;
      if (groups.at(-1)?.look !== look) groups.push({ look, places: [] });
      groups.at(-1)?.places.push(`M${x},${y}h0`);
    }
    return groups
      .map(({ look, places }) => `<path fill="none" stroke-linecap="round" ${look} d="${places.join('')}"/>`)
      .join('');
  });
