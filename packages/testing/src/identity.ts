import { identify, type Identity, type PluginKind } from '@chainrule/core';
import { claim } from './test-case.js';

/** What a part says that it is; it must be of this kind, and have a name. */
export function requireIdentity(part: unknown, kind: PluginKind): Identity {
  const identity = identify(part);
  claim(identity.kind === kind, () => `it says that it is of kind "${identity.kind}", not "${kind}"`);
  claim(
    /^[\p{L}][\p{L}\p{N}_-]*$/u.test(identity.name),
    () => `"${identity.name}" is no name: letters first, then letters, digits, - and _`,
  );
  return identity;
}
