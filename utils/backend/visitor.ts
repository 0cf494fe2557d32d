import * as z from 'zod';
import type { Connection } from '../connection/schema';
import type { SecretDisk } from './secret-disk';

/** Letters that Orcheo takes as a visitor; it keeps a history under each. */
const visitorSchema = z.object({ origin: z.string(), id: z.string().regex(/^[A-Za-z0-9_-]{8,128}$/) });

type Target = Pick<Connection, 'id' | 'apiUrl'>;

/** Where the name stands in store `secrets`: whoever knows it reads the history. */
export const visitorKey = (connectionId: string): string => `visitor:${connectionId}`;

/**
 * The random name a back end keeps the history of a nameless reader under: the same at every call, in every context,
 * until the reader signs out, removes the back end or deletes everything. Each connection has its own, and another one
 * when its API moves to another origin, so that it tells nobody who the reader is elsewhere.
 */
export async function visitorId(
  disk: Pick<SecretDisk, 'update'>,
  { id, apiUrl }: Target,
  newId: () => string = () => crypto.randomUUID(),
): Promise<string> {
  const { origin } = new URL(apiUrl);
  let visitor = '';
  await disk.update(visitorKey(id), (stored) => {
    const known = visitorSchema.safeParse(stored).data;
    visitor = known?.origin === origin ? known.id : newId();
    return known?.origin === origin ? undefined : { origin, id: visitor };
  });
  return visitor;
}

/** A connection that takes the place of another one to the same address goes on under its name. */
export async function inheritVisitor(disk: Pick<SecretDisk, 'get' | 'put'>, from: Target, to: Target): Promise<void> {
  const { data } = visitorSchema.safeParse(await disk.get(visitorKey(from.id)));
  if (data?.origin === new URL(to.apiUrl).origin) await disk.put(visitorKey(to.id), data);
}
