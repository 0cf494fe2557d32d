import { type Connection, DEVICE_CONNECTION_ID } from '../connection/schema';

/** A tested connection as it is kept, and the reader's earlier one to the same address, which gives way to it. */
export function connectionAfterTest(
  { pending: _pending, ...tested }: Connection,
  connections: readonly Connection[],
): { connection: Connection; replaced?: Connection } {
  const replaced = connections.find(
    ({ id, apiUrl, workflow, managed }) =>
      id !== tested.id && managed !== true && apiUrl === tested.apiUrl && workflow === tested.workflow,
  );
  if (!replaced) return { connection: tested };
  const sites = replaced.sites.length > 0 ? replaced.sites : tested.sites;
  // The history of a hosted workflow hangs on the name it is kept under.
  const user = replaced.user === undefined ? {} : { user: replaced.user };
  // A model goes by its own name, which may be another one's now.
  const name = tested.kind === 'model' ? tested.name : replaced.name;
  return { connection: { ...tested, ...user, name, sites, view: replaced.view }, replaced };
}

/** The first back end answers from now on; a later one only if the reader says so. */
export function nextDefault(current: string | null, added: string, replaced: string | undefined): string | null {
  return current === null || current === DEVICE_CONNECTION_ID || current === replaced ? added : current;
}

/** Removing the one that answers hands over to the next back end, never silently to nobody. */
export function defaultAfterRemoval(
  current: string | null,
  removed: string,
  left: readonly Connection[],
): string | null {
  if (current !== removed) return current;
  return left.find(({ id }) => id !== DEVICE_CONNECTION_ID)?.id ?? null;
}
