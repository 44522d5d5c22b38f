/**
 * Connection strings: `scheme://host:port/database#key`. They are an allow-list in disguise: scheme, host, port and
 * database must be, to the letter, those of a store that the server knows, so that no pointer makes it call a host of
 * somebody else's choice, whatever spelling of an address it tries. What comes out is the store's name and a key; the
 * credentials are in the server's configuration under that name, and a string that brings its own is refused.
 */
import type { Problem } from '../../../../sim/index.ts';
import { readKey } from './key.ts';
import type { Pointer, StoreAddress } from './pointer.ts';

type ConnectionPointer = Extract<Pointer, { kind: 'connectionString' }>;

const shape = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)\/([^/?#]*)(\?[^#]*)?#(.*)$/;

/** A user before the host, a parameter by one of the usual names, and libpq's `keyword=value` form. */
const credentials =
  /:\/\/[^/?#]*@|(?:^|[?&;,#])(?:user|username|password|passwd|pwd|token|secret|[a-z]*key)=/i;

export const readConnection = (
  locator: string,
  stores: Readonly<Record<string, StoreAddress>>,
  problems: Problem[],
): ConnectionPointer => {
  const refuse = (expected: string, received: string): void => {
    problems.push({ path: 'locator', expected, received });
  };
  if (credentials.test(locator)) refuse('no credentials', 'some');
  const [isShaped, scheme, authority, database, query, key = ''] = shape.exec(locator) ?? [];
  if (isShaped === undefined) {
    refuse('scheme://host:port/database#key', 'something else');
    return { kind: 'connectionString', store: '', key };
  }
  if (query !== undefined) refuse('no parameters', 'some');
  const host = authority?.slice(authority.lastIndexOf('@') + 1);
  const known = Object.entries(stores).find(([, store]) => `${store.host}:${store.port}` === host);
  const store = Object.entries(stores).find(
    ([, store]) =>
      `${store.scheme}://${store.host}:${store.port}/${store.database}` === `${scheme}://${host}/${database}`,
  );
  if (known === undefined) refuse('a host and port that the server knows', 'a foreign one');
  else if (store === undefined) refuse('scheme and database as the server knows them there', 'others');
  return { kind: 'connectionString', store: store?.[0] ?? '', key: readKey(key, problems) };
};
