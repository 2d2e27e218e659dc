import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** `PKV` and the format's version; part of what the tag protects. */
const magic = Buffer.from('PKV1');
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = magic.length + nonceBytes + tagBytes;

/** Size of every key here, in bytes (AES-256). */
export const keyBytes = 32;

/**
 * Seals bytes with AES-256-GCM under a fresh nonce (NIST SP 800-38D). What comes out is
 * `PKV1 | nonce (12) | tag (16) | ciphertext`.
 *
 * @param purpose what the bytes are for; a seal made for one purpose does not open for another
 */
export function seal(key: Uint8Array, purpose: string, plain: Uint8Array): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(associatedData(purpose));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([magic, nonce, cipher.getAuthTag(), body]);
}

/**
 * Opens what {@link seal} made.
 *
 * @returns null where the bytes were cut short, edited, sealed for something else or with another key
 */
export function unseal(key: Uint8Array, purpose: string, sealed: Buffer): Buffer | null {
  if (sealed.length < headBytes || !sealed.subarray(0, magic.length).equals(magic)) return null;
  const nonce = sealed.subarray(magic.length, magic.length + nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(associatedData(purpose));
  decipher.setAuthTag(sealed.subarray(magic.length + nonceBytes, headBytes));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(headBytes)), decipher.final()]);
  } catch {
    return null;
  }
}

function associatedData(purpose: string): Buffer {
  return Buffer.concat([magic, Buffer.from(purpose)]);
}
