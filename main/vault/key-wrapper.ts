import type { KeyKeeper } from '../../preload/contract/index.ts';

/** Keeps the 256-bit master key safe between runs. Each host offers what its machine has. */
export interface KeyWrapper {
  readonly keeper: KeyKeeper;
  /** Whether it may be chosen without asking: it protects the key and needs nothing from a person. */
  readonly automatic: boolean;
  /** Whether this machine can use it now. */
  available(): Promise<boolean>;
  /**
   * @returns what is stored in the vault's header; useless without the keeper
   * @throws Failure `VAULT_LOCKED` where the keeper refuses
   */
  wrap(masterKey: Buffer, passphrase?: string): Promise<string>;
  /** @throws Failure `VAULT_LOCKED` where the keeper refuses or the passphrase is wrong */
  unwrap(wrapped: string, passphrase?: string): Promise<Buffer>;
}
