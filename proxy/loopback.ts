/** Host names and addresses that never leave the machine. `[::1]` is how addresses write it, `::1` how sockets do. */
export const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]'] as const;

export function isLoopback(host: string): boolean {
  return host === '::1' || (LOOPBACK_HOSTS as readonly string[]).includes(host.toLowerCase());
}
