import { closest } from '../closeness.ts';
import type { Draft, Tell } from '../draft.ts';

const FORM = 'application/x-www-form-urlencoded';
const CONTENT_TYPE = `Content-Type: ${FORM}`;
const SHOWN = 80;

/** Headers that are none, that say something else than the body is, or that belong to another's session. */
export function correctHeaders(draft: Draft, tell: Tell): Draft {
  const headers = draft.headers.flatMap((header) => correctHeader(header.trim(), tell));
  return { ...draft, headers };
}

/** curl sends the right type by itself, so that the header may as well be left out. */
function correctHeader(header: string, tell: Tell): readonly string[] {
  const found = header.slice(0, SHOWN);
  const at = header.indexOf(':');
  const name = (at < 0 ? (header.split(/[\s=]/, 1)[0] ?? '') : header.slice(0, at)).trim();
  const value = header.slice(at + 1).trim();
  const isType = closest(name, ['Content-Type'], 2) !== undefined;
  if (/^cookie$/i.test(name)) {
    tell({ id: 'cookie-header', found: 'Cookie: ***', correct: undefined });
    return [];
  }
  if (at < 0) {
    tell({ id: 'header-no-colon', found, correct: isType ? CONTENT_TYPE : `${name}: …` });
    return isType ? [CONTENT_TYPE] : [];
  }
  if (!isType) return [header];
  if (name.toLowerCase() !== 'content-type') tell({ id: 'header-name', found, correct: CONTENT_TYPE });
  else if (!value.toLowerCase().startsWith(FORM)) tell({ id: 'content-type', found, correct: CONTENT_TYPE });
  else return [header];
  return [CONTENT_TYPE];
}
