/*
 * Bundles are sealed by age with a passphrase (scrypt recipient): https://age-encryption.org/v1
 * Its library is loaded when it is needed: it brings more cryptography than the rest of the app together.
 */

const header = 'age-encryption.org/v1\n';

export async function seal(bytes: Uint8Array, passphrase: string): Promise<Uint8Array> {
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  return encrypter.encrypt(bytes);
}

/** @throws Error for a wrong passphrase, and for a file that was cut short or changed */
export async function unseal(bytes: Uint8Array, passphrase: string): Promise<Uint8Array> {
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  return decrypter.decrypt(bytes);
}

export function isSealed(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, header.length)) === header;
}
