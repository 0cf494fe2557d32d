import browser from 'webextension-polyfill';
import { announceChange } from '../shared/changes';
import { openDatabase } from '../shared/database';
import { readPolicy } from '../settings/policy';
import { isModelForbidden } from './model/allowed';
import { type Connection, connectionSchema, deviceConnection } from '../connection/schema';

/**
 * Policy's connections first (locked), then the reader's, then *On this device*. A record that does not parse is left
 * out, and so is one still being tested, and a language model that the policy forbids.
 */
export async function listConnections(): Promise<Connection[]> {
  return (await readConnections()).filter(({ pending }) => pending !== true);
}

/** Finds a connection still being tested too, so that the background can sign in for the test. */
export async function getConnection(id: string): Promise<Connection | undefined> {
  return (await readConnections()).find((connection) => connection.id === id);
}

/** Ids of connections whose test never ended: the page was closed in the middle. */
export async function listPendingConnections(): Promise<string[]> {
  return (await readConnections()).flatMap(({ id, pending }) => (pending === true ? id : []));
}

async function readConnections(): Promise<Connection[]> {
  const policy = await readPolicy(browser.storage.managed);
  const isAllowed = (connection: Connection) => !isModelForbidden(connection, { policy });
  const managed = (policy.connections ?? []).map((connection) => ({ ...connection, managed: true })).filter(isAllowed);
  if (policy.allowOtherConnections === false) return managed.length > 0 ? managed : [deviceConnection];
  const stored: unknown[] = await (await openDatabase()).getAll('connections');
  const own = stored.flatMap((value) => connectionSchema.safeParse(value).data ?? []).filter(isAllowed);
  const taken = new Set(managed.map(({ id }) => id));
  return [...managed, ...own.filter(({ id }) => !taken.has(id) && id !== deviceConnection.id), deviceConnection];
}

export async function saveConnection(connection: Connection): Promise<void> {
  await (await openDatabase()).put('connections', connectionSchema.parse(connection), connection.id);
  announceChange('connections');
}

/** The caller signs out first: token and keys of the connection are the background's (docs/design.md 8). */
export async function removeConnection(id: string): Promise<void> {
  await (await openDatabase()).delete('connections', id);
  announceChange('connections');
}
