import type { MessageStructureObject } from 'imapflow';
import type { AttachmentInfo } from '../../../preload/contract/index.ts';
import { decodeWords } from '../headers.ts';
import { escapeControls } from '../printable.ts';

const MAX_PARTS = 200;
const MAX_DEPTH = 20;

/** A message taken apart: what to show, and what lies beside it. */
export interface MessageParts {
  readonly text: MessageStructureObject | undefined;
  readonly html: MessageStructureObject | undefined;
  readonly attachments: readonly AttachmentInfo[];
  /** Parts by their Content-ID, without its brackets (RFC 2392). */
  readonly embedded: ReadonlyMap<string, MessageStructureObject>;
}

/** Sorts the parts of a message into the texts to show, what is embedded in them, and attachments. */
export function takeApart(root: MessageStructureObject | undefined): MessageParts {
  const leaves = root ? leavesOf(root, 0).slice(0, MAX_PARTS) : [];
  const shown = (type: string) => leaves.find((leaf) => leaf.type === type && !isAttached(leaf));
  const text = shown('text/plain');
  const html = shown('text/html');
  const embedded = new Map(leaves.flatMap((leaf) => (leaf.id ? [[bare(leaf.id), leaf]] : [])));
  const attachments = leaves.filter((leaf) => leaf !== text && leaf !== html).map(describe);
  return { text, html, attachments, embedded };
}

/** IMAP's number of a part; a message of one part has it without one. */
export function partNumber({ part }: MessageStructureObject): string {
  return part ?? '1';
}

/** A file name that is safe to save under on any system. */
export function safeFileName(name: string, fallback: string): string {
  const safe = escapeControls(decodeWords(name))
    .replace(/[\\/:*?"<>|]/g, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '')
    .slice(-150);
  return safe === '' || /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(safe) ? fallback : safe;
}

function describe(leaf: MessageStructureObject): AttachmentInfo {
  const part = partNumber(leaf);
  const name = leaf.dispositionParameters?.['filename'] ?? leaf.parameters?.['name'] ?? '';
  const nested = leaf.type === 'message/rfc822' ? `${leaf.envelope?.subject ?? 'message'}.eml` : '';
  return {
    part,
    fileName: safeFileName(name || nested, `part-${part}`),
    type: safeType(leaf.type),
    bytes: leaf.size ?? 0,
    inline: leaf.id !== undefined && leaf.disposition !== 'attachment',
  };
}

/** Leaves in their order; what is inside an attached message stays there. */
function leavesOf(node: MessageStructureObject, depth: number): MessageStructureObject[] {
  const { childNodes = [] } = node;
  if (childNodes.length === 0 || node.type === 'message/rfc822') return [node];
  if (depth === MAX_DEPTH) return [];
  return childNodes.flatMap((child) => leavesOf(child, depth + 1));
}

function isAttached({ disposition }: MessageStructureObject): boolean {
  return disposition === 'attachment';
}

function bare(contentId: string): string {
  return contentId.replace(/^<|>$/g, '');
}

function safeType(type: string): string {
  return /^[a-z0-9.+-]{1,60}\/[a-z0-9.+-]{1,100}$/i.test(type)
    ? type.toLowerCase()
    : 'application/octet-stream';
}
