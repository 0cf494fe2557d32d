/**
 * Whether a request carries one of the shared keys. Digests of equal length are compared without an early exit, and all
 * keys are always compared, so the time says nothing of the key (P5).
 */
export async function isSharedKey(given: string, keys: readonly string[]): Promise<boolean> {
  const digest = await sha256(given);
  let matches = 0;
  for (const key of keys) matches += sameBytes(digest, await sha256(key)) ? 1 : 0;
  return matches > 0;
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  let difference = left.length ^ right.length;
  for (const [index, byte] of left.entries()) difference |= byte ^ (right[index] ?? 0);
  return difference === 0;
}

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

/**
 * The credential of an `Authorization: Bearer` header, or an empty string. A key may hold any character that is fit for
 * a header; Hono's `bearerAuth` takes only those of a token.
 */
export function bearer(header: string | undefined): string {
  return /^bearer +([\x21-\x7e]+) *$/i.exec(header ?? '')?.[1] ?? '';
}
