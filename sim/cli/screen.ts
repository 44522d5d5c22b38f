/** What the place that we write to can show. NO_COLOR, CI and TERM=dumb are honoured. */
export interface Screen {
  readonly color: boolean;
  readonly progress: 'none' | 'plain' | 'drawn';
}

export const detectScreen = (quiet: boolean): Screen => {
  const { NO_COLOR, CI, TERM } = process.env;
  const isPlain = isSet(CI) || TERM === 'dumb';
  const isDrawn = process.stderr.isTTY === true && !isPlain;
  return {
    color: process.stdout.isTTY === true && !isSet(NO_COLOR) && !isPlain,
    progress: quiet ? 'none' : isDrawn ? 'drawn' : 'plain',
  };
};

/** no-color.org: present and not an empty string. */
const isSet = (value: string | undefined): boolean => value !== undefined && value !== '';
