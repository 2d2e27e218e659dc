import { isPlaceholder, isSharedTenant } from '../../../preload/contract/validate/index.ts';
import { type Draft, isVariable, type Tell, withField } from '../draft.ts';
import { authorityOf } from '../endpoints.ts';
import { decode } from '../form.ts';
import { tenantOf, withTenant } from './tenant.ts';

const FILL_INS: readonly string[] = [
  'client_id',
  'client_secret',
  'code',
  'refresh_token',
  'redirect_uri',
  'login_hint',
];
const TELLING: readonly string[] = ['client_id', 'client_secret', 'code', 'refresh_token'];

/** `<…>` or `{…}` around a name that says what belongs there. */
const CLEAN = /^(?:<(?:your[ _-]?)?([a-z _-]{2,40})>|\{(?:your[ _-]?)?([a-z _-]{2,40})\})$/i;
const CLEAN_NAMES =
  /^(?:tenant(?:id|name)?|directoryid|domain|tenantorcommon|client(?:id)?|app(?:lication)?id|(?:client)?secret|(?:authorization)?code|refreshtoken|redirecturi|same|enc|address|mailbox)$/;

/** What a guide leaves to its reader. */
export function isFillIn(value: string): boolean {
  return isPlaceholder(value);
}

/** A command with all of its own values left out is a pattern to be filled in, and nothing was forgotten in it. */
export function isTemplate(drafts: readonly Draft[]): boolean {
  const values = drafts.flatMap((draft) => [
    ...draft.fields
      .filter(({ name, from }) => TELLING.includes(name) && from !== 'file')
      .map(({ value }) => value),
    ...(authorityOf(draft.address.host) === 'microsoft' ? [decode(tenantOf(draft))] : []),
  ]);
  const own = values.filter((value) => !isSharedTenant(value) && !isVariable(value));
  return own.length >= 2 && own.every(isFillIn);
}

/** Placeholders that were left in place, or would not even be recognised as such. */
export function correctPlaceholders(draft: Draft, template: boolean, tell: Tell): Draft {
  let corrected = draft;
  const tenant = tenantOf(draft);
  if (authorityOf(draft.address.host) === 'microsoft' && isForgotten(tenant, template)) {
    tell({ id: 'placeholder', found: tenant, correct: '<tenant>', fillIn: 'tenant' });
    corrected = withTenant(corrected, '<tenant>');
  }
  for (const { name, value, from } of draft.fields) {
    if (from === 'file' || !FILL_INS.includes(name) || !isForgotten(value, template)) continue;
    tell({ id: 'placeholder', found: `${name}=${value}`, correct: `${name}=<${name}>`, fillIn: name });
    corrected = withField(corrected, name, `<${name}>`);
  }
  return corrected;
}

function isForgotten(value: string, template: boolean): boolean {
  if (!isFillIn(value) && !isFillIn(decode(value))) return false;
  const [, angle, brace] = CLEAN.exec(value) ?? [];
  const name = (angle ?? brace ?? '').replace(/[^a-z]/gi, '').toLowerCase();
  return !(template && CLEAN_NAMES.test(name));
}
