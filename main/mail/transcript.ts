import type { TranscriptLine } from '../../preload/contract/index.ts';
import { redact } from '../explain/redact.ts';

const MAX_LINES = 500;
const MAX_CHARACTERS = 131_072;
const MAX_LINE = 4_096;

/** The dialogue as it may be shown: secrets masked, and bounded whatever the server sends. */
export interface Transcript {
  add(from: TranscriptLine['from'], text: string): void;
  readonly lines: readonly TranscriptLine[];
}

/** @param elapsed milliseconds since the start of the check */
export function startTranscript(elapsed: () => number, secrets: readonly string[]): Transcript {
  const lines: TranscriptLine[] = [];
  let room = MAX_CHARACTERS;
  return {
    lines,
    add(from, text) {
      if (lines.length > MAX_LINES || room < 0) return;
      const full = lines.length === MAX_LINES || room === 0;
      const shown = full ? '…' : shorten(redact(text, secrets), Math.min(MAX_LINE, room));
      lines.push({ ms: elapsed(), from: full ? 'note' : from, text: shown });
      room = full ? -1 : room - shown.length;
    },
  };
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, Math.max(0, length - 1))}…`;
}
