export const searchFields = ['text', 'from', 'subject'] as const;
export type SearchField = (typeof searchFields)[number];

/** A search as it is typed. */
export interface SearchDraft {
  readonly words: string;
  readonly field: SearchField;
  /** ISO 8601 date, or empty. */
  readonly since: string;
}

/** What the contract wants; null where nothing is looked for. */
export function searchOf({ words, field, since }: SearchDraft) {
  const wanted = words.trim();
  const date = /^\d{4}-\d{2}-\d{2}$/.test(since) ? since : '';
  if (wanted === '' && date === '') return null;
  return { ...(wanted === '' ? {} : { [field]: wanted }), ...(date === '' ? {} : { since: date }) };
}
