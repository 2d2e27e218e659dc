import { type Draft, type Field, isVariable, type Tell } from '../draft.ts';
import { secretNames } from '../parameters.ts';
import { isFillIn } from './placeholders.ts';

const FILES: Readonly<Record<string, string>> = {
  client_secret: 'secretfile',
  password: 'passwordfile',
  refresh_token: 'refreshtokenfile',
  code: 'codefile',
  code_verifier: 'verifierfile',
  device_code: 'devicecodefile',
  client_assertion: 'assertionfile',
  assertion: 'assertionfile',
};
/** Live long enough to do harm where a shell keeps its history. */
const LASTING: readonly string[] = ['client_secret', 'password'];

/** Secrets out of the command and into files, where curl reads them. */
export function correctSecrets(draft: Draft, tell: Tell): Draft {
  const fields = draft.fields.map((field) => withoutSecret(field, draft, tell));
  return withoutBasic({ ...draft, fields: fields.filter((field) => field !== undefined) }, tell);
}

function withoutSecret(field: Field, draft: Draft, tell: Tell): Field | undefined {
  const { name, value } = field;
  if (!isLiteralSecret(field)) return field;
  const file = FILES[name] ?? `${name}file`;
  if (draft.endpoint === 'authorize' || draft.endpoint === 'admin-consent') {
    if (!LASTING.includes(name)) return field;
    tell({ id: 'secret-in-address', found: `${name}=***`, correct: undefined });
    return undefined;
  }
  if (LASTING.includes(name))
    tell({ id: 'secret-in-command', found: `${name}=***`, correct: inFile(draft, name, file) });
  return { name, value: file, from: value === '' ? field.from : 'file' };
}

function inFile({ style }: Draft, name: string, file: string): string {
  return style === 'powershell' ? `${name} = (Get-Content ${file})` : `${name}@${file}`;
}

export function isLiteralSecret({ name, value, from }: Field): boolean {
  return (
    secretNames.includes(name) && from !== 'file' && value !== '' && !isVariable(value) && !isFillIn(value)
  );
}

/** `-u id:secret` and `Authorization: Basic …`, which is the same in Base64. */
function withoutBasic(draft: Draft, tell: Tell): Draft {
  const [id = '', ...rest] = (draft.user ?? '').split(':');
  const secret = rest.join(':');
  const named = (fields: readonly Field[]): Field[] => [
    ...fields.filter(({ name }) => name !== 'client_secret'),
    ...(id !== '' && !fields.some(({ name }) => name === 'client_id')
      ? [{ name: 'client_id', value: id, from: 'body' } as const]
      : []),
    { name: 'client_secret', value: 'secretfile', from: 'file' },
  ];
  const basic = draft.headers.find((header) => /^authorization:\s{0,4}basic\s/i.test(header));
  if (basic && !/[$<{%]/.test(basic)) {
    tell({ id: 'secret-in-command', found: 'Authorization: Basic ***', correct: 'client_secret@secretfile' });
    return {
      ...draft,
      headers: draft.headers.filter((header) => header !== basic),
      fields: named(draft.fields),
    };
  }
  if (secret === '' || isVariable(secret) || isFillIn(secret)) return draft;
  tell({ id: 'secret-in-command', found: '-u ***', correct: 'client_secret@secretfile' });
  return { ...draft, user: undefined, fields: named(draft.fields) };
}
