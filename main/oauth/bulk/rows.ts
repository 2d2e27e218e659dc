import {
  type Account,
  BulkColumn,
  type BulkDefaults,
  type BulkProblem,
  type BulkRow,
  type Detected,
  Grant,
  MailAddress,
  NewAccount,
  Purpose,
} from '../../../preload/contract/index.ts';
import { invalidInput } from '../../explain/invalid-input.ts';
import type { ProviderFacts } from '../providers/provider.ts';
import { type CsvLine, readCsv } from './csv.ts';

export interface BulkSources {
  readonly accounts: readonly Account[];
  readonly providers: readonly ProviderFacts[];
  readonly detect: (address: string) => Promise<Detected>;
}

/** A row with what it is added as; null where it has problems. */
export interface ReadRow {
  readonly row: BulkRow;
  readonly draft: NewAccount | null;
}

/** More than this is no list of mailboxes. */
const mostRows = 5_000;

type Cells = Partial<Record<BulkColumn, string>>;

/**
 * Reads a list of mailboxes: the first line names the columns, in any order, in any spelling of their names.
 *
 * @throws Failure `INVALID_INPUT` where there is no column of addresses, or far too much
 */
export async function readRows(
  csv: string,
  defaults: BulkDefaults,
  sources: BulkSources,
): Promise<readonly ReadRow[]> {
  const [head, ...lines] = readCsv(csv);
  const columns = (head?.cells ?? []).map(columnNamed);
  if (!columns.includes('address')) throw invalidInput('csv', 'no-address-column');
  if (lines.length > mostRows) throw invalidInput('csv', 'too-many-rows', { limit: String(mostRows) });
  const find = await detection(
    lines.map((line) => cellsOf(line, columns)),
    defaults,
    sources,
  );
  const seen = new Set<string>();
  return lines.map((line) => {
    const read = readRow(line.line, cellsOf(line, columns), defaults, sources, find);
    const mailbox = read.row.address.toLowerCase();
    const twice = seen.has(mailbox);
    seen.add(mailbox);
    return twice ? refused(read, { column: 'address', id: 'twice' }) : read;
  });
}

/** `Client ID`, `client-id` and `clientId` are the same column; `email` and `mailbox` are addresses. */
function columnNamed(title: string): BulkColumn | null {
  const plain = title.toLowerCase().replace(/[^a-z]/g, '');
  if (['email', 'mail', 'mailbox', 'emailaddress', 'mailaddress'].includes(plain)) return 'address';
  if (plain === 'name') return 'label';
  return BulkColumn.options.find((column) => column.toLowerCase() === plain) ?? null;
}

function cellsOf({ cells }: CsvLine, columns: readonly (BulkColumn | null)[]): Cells {
  const entries = columns.flatMap((column, at) => (column && cells[at] ? [[column, cells[at]]] : []));
  return Object.fromEntries(entries) as Cells;
}

/** Each domain is asked for once. */
async function detection(rows: readonly Cells[], { provider }: BulkDefaults, { detect }: BulkSources) {
  const unknown = rows.filter((row) => !row.provider && !provider && row.address?.includes('@'));
  const domains = [...new Set(unknown.map(({ address = '' }) => domainOf(address)))];
  const found = new Map<string, string | null>();
  await Promise.all(
    domains.map(async (domain) => found.set(domain, (await detect(`postmaster@${domain}`)).provider)),
  );
  return (address: string) => found.get(domainOf(address)) ?? null;
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

function readRow(
  line: number,
  cells: Cells,
  defaults: BulkDefaults,
  { accounts, providers }: BulkSources,
  find: (address: string) => string | null,
): ReadRow {
  const { address = '' } = cells;
  const provider = cells.provider ?? defaults.provider ?? find(address);
  const row = {
    line,
    address,
    label: cells.label ?? address,
    provider,
    signInAs: cells.signInAs ?? null,
    problems: [],
  };
  const problems: BulkProblem[] = [];
  const report = (column: BulkColumn, id: BulkProblem['id']) => problems.push({ column, id });
  if (address === '') report('address', 'missing');
  else if (!MailAddress.safeParse(address).success) report('address', 'address');
  const facts = providers.find(({ id }) => id === provider);
  if (!facts) report('provider', 'provider-unknown');
  else if (facts.grants.length === 0) report('provider', 'provider-closed');
  if (cells.signInAs && !MailAddress.safeParse(cells.signInAs).success) report('signInAs', 'address');
  for (const [column, words] of [
    ['purpose', Purpose],
    ['grant', Grant],
  ] as const)
    if (cells[column] && !words.safeParse(cells[column]).success) report(column, 'value');
  const clientId = cells.clientId ?? defaults.clientId;
  if (facts?.needs.includes('clientId') && !clientId) report('clientId', 'missing');
  if (accounts.some((account) => isSame(account, { address, provider, clientId })))
    report('address', 'exists');
  if (problems.length > 0) return { row: { ...row, problems }, draft: null };
  const draft = NewAccount.safeParse({
    provider,
    address,
    label: cells.label,
    purpose: cells.purpose ?? defaults.purpose,
    grant: cells.grant ?? defaults.grant,
    clientId,
    tenant: cells.tenant ?? defaults.tenant,
    signInAs: cells.signInAs,
  });
  return draft.success
    ? { row, draft: draft.data }
    : refused({ row, draft: null }, { column: 'address', id: 'value' });
}

function isSame(
  account: Account,
  other: {
    readonly address: string;
    readonly provider: string | null;
    readonly clientId: string | undefined;
  },
): boolean {
  return (
    account.provider === other.provider &&
    account.address.toLowerCase() === other.address.toLowerCase() &&
    (other.clientId === undefined || account.clientId === other.clientId)
  );
}

function refused({ row }: ReadRow, problem: BulkProblem): ReadRow {
  return { row: { ...row, problems: [...row.problems, problem] }, draft: null };
}
