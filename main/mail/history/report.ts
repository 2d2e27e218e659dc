import type { i18n } from 'i18next';
import type {
  Account,
  CheckReport,
  CheckStep,
  Diagnosis,
  ProtocolResult,
} from '../../../preload/contract/index.ts';
import { redact } from '../../explain/redact.ts';

export interface ReportInput {
  readonly account: Account;
  readonly at: string;
  readonly report: CheckReport;
  readonly version: string;
  readonly texts: i18n;
}

/** A run as text for whoever runs the mail servers: what was found, what was said, and no secret. */
export function writeReport(input: ReportInput): { fileName: string; text: string } {
  const { account, at, report, texts } = input;
  const t: Words = (key, values = {}) => texts.t(`checkReport:${key}`, values);
  const parts = [
    `# ${t('title', { mailbox: account.address })}`,
    [
      [t('time'), at],
      [t('provider'), account.provider],
      [t('outcome'), report.ok ? t('passed') : t('failed')],
      ['Postkey', input.version],
    ]
      .map(([label, value]) => `- ${label}: ${value}`)
      .join('\n'),
    ...Object.entries(report.protocols).map(([protocol, result]) => protocolPart(protocol, result, t)),
    ...(report.roundTrip ? [roundTripPart(report.roundTrip, t)] : []),
  ];
  const day = at.slice(0, 10);
  return {
    fileName: `postkey-${account.address.replace(/[^a-z0-9@._-]/gi, '_')}-${day}.md`,
    // Everything in it was masked where it was written down; this holds even so.
    text: redact(`${parts.join('\n\n')}\n`, []),
  };
}

type Words = (key: string, values?: Record<string, unknown>) => string;

function protocolPart(protocol: string, result: ProtocolResult, t: Words): string {
  const { ok, server, steps, transcript } = result;
  const said = transcript.map(
    ({ ms, from, text }) => `${ms.toFixed(0).padStart(6)} ms  ${marks[from]} ${text}`,
  );
  return [
    `## ${protocol.toUpperCase()}: ${ok ? t('passed') : t('failed')}`,
    ...(server ? [`${server.host}:${server.port}`] : []),
    ...steps.map((step) => stepPart(step, t)),
    `### ${t('transcript')}`,
    said.length > 0 ? fenced(said.join('\n')) : t('noTranscript'),
  ].join('\n\n');
}

const marks = { client: '>', server: '<', note: '#' } as const;

function stepPart({ name, ok, ms, detail, tls, diagnosis }: CheckStep, t: Words): string {
  const lines = [`- **${t(`step.${name}`)}** (${ms.toFixed(1)} ms): ${ok ? t('passed') : t('failed')}`];
  if (detail) lines.push(fenced(detail));
  for (const { subject, issuer, validTo, fingerprint } of tls?.chain ?? [])
    lines.push(
      fenced(
        `${subject}\n${t('issuer')}: ${issuer}\n${t('validTo')}: ${validTo ?? '?'}\nSHA-256 ${fingerprint}`,
      ),
    );
  if (diagnosis) lines.push(diagnosisPart(diagnosis));
  return lines.join('\n\n');
}

function diagnosisPart({ title, meaning, id, evidence, trace }: Diagnosis): string {
  const traces = Object.entries(trace ?? {}).map(([name, value]) => `${name}: ${value}`);
  return [`**${title}** (${id})`, meaning, fenced([evidence, ...traces].join('\n'))].join('\n\n');
}

function roundTripPart(roundTrip: NonNullable<CheckReport['roundTrip']>, t: Words): string {
  const { ok, ms, bytes, authenticationResults, route, diagnosis } = roundTrip;
  const hops = route.map(
    ({ from, by, protocol, tlsVersion, cipher }) =>
      `- ${from ?? '?'} → ${by ?? '?'} ${[protocol, tlsVersion, cipher].filter(Boolean).join(' ')}`,
  );
  return [
    `## ${t('roundTrip')}: ${ok ? t('passed') : t('failed')}`,
    `${(ms / 1000).toFixed(1)} s${bytes === undefined ? '' : ` · ${bytes} bytes`}`,
    ...(hops.length > 0 ? [hops.join('\n')] : []),
    ...(authenticationResults.length > 0 ? [fenced(authenticationResults.join('\n'))] : []),
    ...(diagnosis ? [diagnosisPart(diagnosis)] : []),
  ].join('\n\n');
}

/** As code, whatever a server said: with more backticks than it used itself. */
function fenced(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}
