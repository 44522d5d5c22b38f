/**
 * The script within a flamegraph: a click on a frame, or Enter, makes it as wide as the page, and one on what lies
 * above takes it back. It is the only one there is, and the picture is whole without it.
 */

/** A monospaced character of eleven pixels is this wide. */
const characterWidth = 6.65;

/** What to write on a frame. */
export interface FrameLabel {
  readonly text: string;
  /** As many characters of it say something. */
  readonly leastLength: number;
  /** What to write where there are fewer. */
  readonly short: string;
}

/** As much of a label as a frame has room for. */
export const fittingText = ({ text, leastLength, short }: FrameLabel, width: number): string => {
  const room = Math.floor((width - 6) / characterWidth);
  if (text.length <= room) return text;
  if (room >= leastLength) return `${text.slice(0, room - 1)}…`;
  return short.length <= room ? short : '';
};

export const flameScript = ({
  width,
  margin,
}: {
  readonly width: number;
  readonly margin: number;
}): string => `//<![CDATA[
const characterWidth = ${characterWidth};
const fittingText = (text, leastLength, short, width) => {
  const room = Math.floor((width - 6) / characterWidth);
  if (text.length <= room) return text;
  if (room >= leastLength) return text.slice(0, room - 1) + '…';
  return short.length <= room ? short : '';
};
const frames = [...document.querySelectorAll('#frames g')].map((g) => {
  const [x, w, d, least] = ['x', 'w', 'd', 'l'].map((name) => Number(g.dataset[name]));
  return { g, x, w, d, least, label: g.dataset.n, short: g.dataset.s, rect: g.querySelector('rect'), text: g.querySelector('text') };
});
const widen = (to) => {
  for (const { g, x, w, d, least, label, short, rect, text } of frames) {
    const isAbove = d < to.d && x <= to.x + 0.01 && x + w >= to.x + to.w - 0.01;
    const isWithin = d >= to.d && x >= to.x - 0.01 && x + w <= to.x + to.w + 0.01;
    const left = isAbove ? 0 : ((x - to.x) / to.w) * ${width};
    const wide = isAbove ? ${width} : (w / to.w) * ${width};
    g.style.display = isAbove || isWithin ? '' : 'none';
    g.classList.toggle('above', isAbove);
    rect.setAttribute('x', ${margin} + left);
    rect.setAttribute('width', wide);
    text.setAttribute('x', ${margin} + left + 4);
    text.textContent = fittingText(label, least, short, wide);
  }
};
for (const frame of frames) {
  frame.g.setAttribute('tabindex', '0');
  frame.g.addEventListener('click', () => widen(frame));
  frame.g.addEventListener('keydown', ({ key }) => key === 'Enter' && widen(frame));
}
//]]>`;
