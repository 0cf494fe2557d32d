import { readConnectionsFile } from '../backend/connections-file';
import { listConnections, saveConnection } from '../backend/store';
import { send } from '../shared/send';

/** Keeps what a file holds beside what is there; returns its names. Access is asked for per row, when it is pressed. */
export async function importConnections(text: string): Promise<string[]> {
  const read = readConnectionsFile(text, await listConnections(), () => crypto.randomUUID());
  for (const connection of read) await saveConnection(connection);
  if (read.length > 0) await send('settingsChanged', {});
  return read.map(({ name }) => name);
}
