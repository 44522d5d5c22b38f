/** Names by pattern, as every option takes them: `*` stands for any text, all else for itself. */
export const globPattern = (glob: string, flags = ''): RegExp =>
  new RegExp(`^${glob.split('*').map(escaped).join('.*')}$`, flags);

const escaped = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
