/** Database of conversations that are answered on this device; of the extension's origin, out of reach of pages. */
export const DEVICE_DATABASE = 'docent-conversations';

/** False until the first conversation on this device: nobody has to load what answers just to find nothing. */
export async function deviceDatabaseExists(): Promise<boolean> {
  return (await indexedDB.databases()).some(({ name }) => name === DEVICE_DATABASE);
}
