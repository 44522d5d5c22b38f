/** Which name refers to which content, and whether anything still does. */
export interface References {
  of(name: string): string | undefined;
  isReferred(content: string): boolean;
  /** `undefined` takes the name's reference away; returns what it was. */
  set(name: string, content: string | undefined): string | undefined;
  /** How often anything has changed: equal counts mean that nothing has. */
  changeCount(): number;
}

export const createReferences = (): References => {
  const contents = new Map<string, string>();
  const counts = new Map<string, number>();
  let changeCount = 0;
  const add = (content: string, more: 1 | -1): void => {
    const count = (counts.get(content) ?? 0) + more;
    if (count === 0) counts.delete(content);
    else counts.set(content, count);
  };
  return {
    of: (name) => contents.get(name),
    isReferred: (content) => counts.has(content),
    set: (name, content) => {
      changeCount += 1;
      const before = contents.get(name);
      if (before !== undefined) add(before, -1);
      if (content === undefined) contents.delete(name);
      else {
        contents.set(name, content);
        add(content, 1);
      }
      return before;
    },
    changeCount: () => changeCount,
  };
};
