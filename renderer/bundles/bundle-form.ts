import type { BundleOptions, SecretsChoice, TargetId } from '../../preload/contract/index.ts';

/** What is chosen and typed before a bundle is written. */
export interface BundleForm {
  readonly target: TargetId;
  readonly appFolder: string;
  readonly runMode: NonNullable<BundleOptions['runMode']>;
  readonly portOrig: string;
  readonly secrets: SecretsChoice;
  readonly passphrase: string;
}

export const freshBundleForm: BundleForm = {
  target: 'aem-cloud',
  appFolder: '',
  runMode: 'config.author',
  portOrig: '',
  secrets: 'placeholder',
  passphrase: '',
};

export function appFolderIsValid(folder: string): boolean {
  return folder === '' || /^[a-z0-9][a-z0-9-]{0,40}$/.test(folder);
}

export function portOrigIsValid(port: string): boolean {
  return port === '' || (/^\d{5}$/.test(port) && Number(port) >= 30000 && Number(port) <= 30999);
}

export interface BundleRequest {
  readonly account: string;
  readonly target: TargetId;
  readonly secrets: SecretsChoice;
  readonly options: BundleOptions;
}

/** @returns what the contract takes, or null while a field is wrong */
export function toRequest(account: string, form: BundleForm): BundleRequest | null {
  if (!appFolderIsValid(form.appFolder) || !portOrigIsValid(form.portOrig)) return null;
  return {
    account,
    target: form.target,
    secrets: form.secrets,
    options: {
      runMode: form.runMode,
      ...(form.appFolder === '' ? {} : { appFolder: form.appFolder }),
      ...(form.portOrig === '' ? {} : { portOrig: Number(form.portOrig) }),
    },
  };
}
