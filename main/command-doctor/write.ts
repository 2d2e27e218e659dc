import { writeAddress } from './address.ts';
import type { Draft, Field, Style } from './draft.ts';
import { isVariable } from './draft.ts';
import { encode } from './form.ts';

/** Writes a statement in the form it should have, in the manner of the shell it was written for. */
export function writeDraft(draft: Draft): string {
  const isAddress =
    draft.style === 'address' || draft.endpoint === 'authorize' || draft.endpoint === 'admin-consent';
  if (isAddress) return writeUrl(draft);
  return draft.style === 'powershell' ? writePowerShell(draft) : writeCurl(draft, draft.style);
}

function writeUrl({ address, fields }: Draft): string {
  const query = fields
    .filter(({ from }) => from !== 'file')
    .map(({ name, value }) => `${name}=${readable(value)}`);
  return `${writeAddress(address)}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}

/** What is still to be filled in stays readable. */
function readable(value: string): string {
  return /^<[\w ]{1,60}>$/.test(value) || isVariable(value) ? value : encode(value);
}

const CONTINUATION: Readonly<Record<Exclude<Style, 'address' | 'powershell'>, string>> = {
  bash: '\\',
  cmd: '^',
  'powershell-curl': '`',
};

function writeCurl(draft: Draft, style: Style): string {
  const shell = style === 'address' || style === 'powershell' ? 'bash' : style;
  const quote = (text: string) => quoteFor(shell, text);
  const { address, headers, options, user, fields } = draft;
  const curl = shell === 'powershell-curl' ? 'curl.exe' : 'curl';
  const silent = options.some((option) => /^-[a-zA-Z]*s|^--silent/.test(option)) ? [] : ['-sS'];
  const lines = [
    [curl, ...silent, ...options, quote(writeAddress(address))].join(' '),
    ...headers.map((header) => `--header ${quote(header)}`),
    ...(user === undefined ? [] : [`--user ${quote(user)}`]),
    ...fields.map(
      ({ name, value, from }) => `--data-urlencode ${quote(`${name}${from === 'file' ? '@' : '='}${value}`)}`,
    ),
  ];
  return lines.join(` ${CONTINUATION[shell]}\n  `);
}

function quoteFor(shell: 'bash' | 'cmd' | 'powershell-curl', text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text) && !(shell !== 'bash' && text.includes('@'))) return text;
  if (shell === 'cmd') return `"${text.replaceAll('"', '""')}"`;
  const variable = text.slice(text.indexOf('=') + 1);
  if (isVariable(variable)) return `"${text}"`;
  return shell === 'bash' ? `'${text.replaceAll("'", "'\\''")}'` : `'${text.replaceAll("'", "''")}'`;
}

function writePowerShell({ address, fields }: Draft): string {
  const body = fields.map((field) => `  ${field.name} = ${powerShellValue(field)}`);
  return `Invoke-RestMethod -Method Post -Uri '${writeAddress(address)}' -Body @{\n${body.join('\n')}\n}`;
}

function powerShellValue({ value, from }: Field): string {
  if (from === 'file') return value.startsWith('(') ? value : `(Get-Content ${value})`;
  return isVariable(value) ? value : `'${value.replaceAll("'", "''")}'`;
}
