import type {
  BundleOptions,
  BundleTarget,
  KeptTemplate,
  SecretsChoice,
  TargetId,
} from '../../preload/contract/index.ts';

/** What is chosen and typed before a bundle is written. */
export interface BundleForm {
  /** Null until somebody chose: the account's purpose decides. */
  readonly target: TargetId | null;
  readonly appFolder: string;
  readonly runMode: NonNullable<BundleOptions['runMode']>;
  readonly portOrig: string;
  /** One a line. */
  readonly instances: string;
  readonly secrets: SecretsChoice;
  readonly passphrase: string;
  /** Null until somebody chose: what the link here said. */
  readonly templates: readonly TemplateChoice[] | null;
}

export type TemplateChoice = Pick<KeptTemplate, 'set' | 'language'>;

export const freshBundleForm: BundleForm = {
  target: null,
  appFolder: '',
  runMode: 'config.author',
  portOrig: '',
  instances: '',
  secrets: 'placeholder',
  passphrase: '',
  templates: null,
};

export function appFolderIsValid(folder: string): boolean {
  return folder === '' || /^[a-z0-9][a-z0-9-]{0,40}$/.test(folder);
}

export function portOrigIsValid(port: string): boolean {
  return port === '' || (/^\d{5}$/.test(port) && Number(port) >= 30000 && Number(port) <= 30999);
}

const mostInstances = 20;

export function instancesAreValid(instances: string): boolean {
  const found = linesOf(instances);
  return found.length <= mostInstances && found.every((line) => originOf(line) !== null);
}

export interface BundleRequest {
  readonly account: string;
  readonly target: TargetId;
  readonly secrets: SecretsChoice;
  readonly options: BundleOptions;
  readonly templates: TemplateChoice[];
}

/**
 * @param target its options alone are sent, so that a field nobody sees is in nobody's way
 * @returns what the contract takes, or null while a field is wrong
 */
export function toRequest(
  account: string,
  form: BundleForm,
  target: Pick<BundleTarget, 'id' | 'options' | 'takesTemplates' | 'takesSecrets'>,
): BundleRequest | null {
  const uses = (option: keyof BundleOptions) => target.options.includes(option);
  const folder = uses('appFolder') ? form.appFolder : '';
  const port = uses('portOrig') ? form.portOrig : '';
  const instances = uses('instances') ? form.instances : '';
  if (!appFolderIsValid(folder) || !portOrigIsValid(port) || !instancesAreValid(instances)) return null;
  const origins = linesOf(instances).flatMap((line) => originOf(line) ?? []);
  return {
    account,
    target: target.id,
    secrets: target.takesSecrets ? form.secrets : 'placeholder',
    options: {
      ...(uses('runMode') ? { runMode: form.runMode } : {}),
      ...(folder === '' ? {} : { appFolder: folder }),
      ...(port === '' ? {} : { portOrig: Number(port) }),
      ...(origins.length === 0 ? {} : { instances: [...new Set(origins)] }),
    },
    templates: target.takesTemplates ? [...(form.templates ?? [])] : [],
  };
}

function linesOf(text: string): string[] {
  return text.split(/\s+/).filter((line) => line !== '');
}

/** Scheme and host, where that is all there is. */
function originOf(line: string): string | null {
  const url = /^https?:\/\/[^/]/i.test(line) ? URL.parse(line) : null;
  return url && url.href === `${url.origin}/` && url.origin.length <= 256 ? url.origin : null;
}
