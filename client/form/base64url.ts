/** Bytes as text of letters, digits, `-` and `_`, without padding, as addresses and ids use it. */
export function base64url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
}

/** 128 random bits: the client id of an answer. Made here, for a page may come from a cache and be shown twice. */
export function randomText(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(16)));
}
