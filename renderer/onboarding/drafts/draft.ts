import type { Grant, Purpose } from '../../../preload/contract/index.ts';
import { type AddStep, addSteps } from '../../page.ts';

/** An account on its way: what was typed and ticked so far. It holds no secret. */
export interface Draft {
  readonly id: string;
  readonly provider: string;
  readonly address: string;
  readonly purpose: Purpose;
  /** Null: the provider's best. */
  readonly grant: Grant | null;
  readonly clientId: string;
  readonly tenant: string;
  /** ISO date, or empty. */
  readonly secretExpiresOn: string;
  /** Shared mailbox: who signs in for it. */
  readonly signInAs: string;
  /** Object ID of the enterprise application, for the lines in PowerShell. */
  readonly objectId: string;
  /** Addresses of AEM instances. */
  readonly instances: readonly string[];
  /** Steps of the lists that are ticked off. */
  readonly ticked: readonly string[];
  /** Once it is added. */
  readonly account: string | null;
  /** Where to go on. `null` when all is done; what was ticked is kept. */
  readonly step: AddStep | null;
  /** ISO instant. */
  readonly changedAt: string;
}

const purposes: readonly Purpose[] = ['aem-cloud', 'aem-65', 'forms-jee', 'other'];
const grants: readonly Grant[] = [
  'authorization_code',
  'device_code',
  'client_credentials',
  'service_account',
];

/** @param changedAt ISO instant */
export function freshDraft(
  id: string,
  changedAt: string,
  known: Partial<Omit<Draft, 'id' | 'changedAt'>> = {},
): Draft {
  return {
    id,
    provider: '',
    address: '',
    purpose: 'aem-cloud',
    grant: null,
    clientId: '',
    tenant: '',
    secretExpiresOn: '',
    signInAs: '',
    objectId: '',
    instances: [],
    ticked: [],
    account: null,
    step: 'setup',
    changedAt,
    ...known,
  };
}

/** Reads what an earlier window kept, the newest first; what is no draft is left out. */
export function readDrafts(kept: string | null): readonly Draft[] {
  const list = parse(kept);
  if (!Array.isArray(list)) return [];
  return list
    .flatMap((entry: unknown) => readDraft(entry) ?? [])
    .sort((one, other) => other.changedAt.localeCompare(one.changedAt));
}

function readDraft(entry: unknown): Draft | null {
  if (typeof entry !== 'object' || entry === null) return null;
  const text = (name: string) => {
    const value: unknown = Reflect.get(entry, name);
    return typeof value === 'string' ? value.slice(0, 1000) : '';
  };
  const texts = (name: string) => {
    const value: unknown = Reflect.get(entry, name);
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string').slice(0, 200) : [];
  };
  const id = text('id');
  if (!/^[a-z0-9]{8,40}$/.test(id) || text('provider') === '') return null;
  const account = text('account');
  return {
    id,
    provider: text('provider'),
    address: text('address'),
    purpose: purposes.find((purpose) => purpose === text('purpose')) ?? 'aem-cloud',
    grant: grants.find((grant) => grant === text('grant')) ?? null,
    clientId: text('clientId'),
    tenant: text('tenant'),
    secretExpiresOn: text('secretExpiresOn'),
    signInAs: text('signInAs'),
    objectId: text('objectId'),
    instances: texts('instances'),
    ticked: texts('ticked'),
    account: /^[a-z0-9]{12}$/.test(account) ? account : null,
    step: addSteps.find((step) => step === text('step')) ?? null,
    changedAt: text('changedAt'),
  };
}

function parse(kept: string | null): unknown {
  try {
    return JSON.parse(kept ?? '[]');
  } catch {
    return [];
  }
}
