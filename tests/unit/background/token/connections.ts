import { type Connection, connectionSchema } from '../../../../utils/connection/schema';

export function backEnd(change: Partial<Connection> = {}): Connection {
  return connectionSchema.parse({
    id: 'docs',
    name: 'Docs',
    kind: 'chatkit',
    apiUrl: 'https://api.example/chatkit',
    tokenUrl: 'https://api.example/token',
    origins: ['https://api.example'],
    auth: 'none',
    ...change,
  });
}

/** A token like those of a signing back end, unsigned: nobody here verifies it. */
export function jwt(claims: Record<string, unknown>): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256' })}.${part(claims)}.sig`;
}
