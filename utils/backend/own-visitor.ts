import type { Connection } from '../connection/schema';
import { secretDisk } from './secret-disk';
import { visitorId } from './visitor';

/** The name this browser's reader has at a connection ({@link visitorId}), where our own pages ask for it. */
export const ownVisitor = (connection: Pick<Connection, 'id' | 'apiUrl'>): Promise<string> =>
  visitorId(secretDisk, connection);
