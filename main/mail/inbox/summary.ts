import type { FetchMessageObject, MessageAddressObject } from 'imapflow';
import type { Correspondent, MessageSummary } from '../../../preload/contract/index.ts';
import { escapeControls } from '../printable.ts';
import { takeApart } from './structure.ts';

const MAX_CORRESPONDENTS = 100;
const MAX_TEXT = 1_000;

/** What has to be fetched for a summary. */
export const summaryQuery = {
  uid: true,
  flags: true,
  envelope: true,
  internalDate: true,
  size: true,
  bodyStructure: true,
} as const;

export function summarise(message: FetchMessageObject): MessageSummary {
  const { uid, envelope, flags, size, internalDate, bodyStructure } = message;
  return {
    uid,
    from: correspondents(envelope?.from),
    to: correspondents(envelope?.to),
    subject: shown(envelope?.subject),
    at: instant(internalDate) ?? instant(envelope?.date),
    bytes: size ?? 0,
    seen: flags?.has('\\Seen') ?? false,
    flagged: flags?.has('\\Flagged') ?? false,
    answered: flags?.has('\\Answered') ?? false,
    attachments: takeApart(bodyStructure).attachments.filter(({ inline }) => !inline).length,
  };
}

/** Addresses of a header, control characters made visible, and not more of them than anybody reads. */
export function correspondents(addresses: readonly MessageAddressObject[] | undefined): Correspondent[] {
  return (addresses ?? [])
    .slice(0, MAX_CORRESPONDENTS)
    .map(({ name, address }) => ({ name: shown(name), address: shown(address) }));
}

function shown(text: string | undefined): string {
  return escapeControls(text ?? '').slice(0, MAX_TEXT);
}

function instant(date: Date | string | undefined): string | null {
  const time = date === undefined ? Number.NaN : new Date(date).getTime();
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
