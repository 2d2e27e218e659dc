import { templateLimits } from '../../../preload/contract/index.ts';
import { languageOfFile, meantLanguage } from '../languages.ts';
import { megabytes } from '../limits.ts';
import { readAsUnicode, utf8Mark } from '../properties/encoding.ts';
import { type Rule, wholeFile } from './rule.ts';

/** UTF-16: Java would find a key of NUL characters. */
export const utf16: Rule = function* ({ document: { text }, encoding }) {
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be') return;
  const edits = [{ from: 0, to: text.length, insert: readAsUnicode(text) }];
  yield { rule: 'utf-16', severity: 'error', ...wholeFile, fix: { edits } };
};

/** The byte order mark of UTF-8 becomes part of the first key. */
export const byteOrderMark: Rule = function* ({ document: { text } }) {
  const mark = utf8Mark(text);
  if (!mark) return;
  const place = { from: 0, to: mark.length };
  yield { rule: 'bom', severity: 'error', ...place, fix: { edits: [{ ...place, insert: '' }] } };
};

export const largeFile: Rule = function* ({ document: { text } }) {
  if (text.length <= templateLimits.warnBytes) return;
  const values = { size: megabytes(text.length), limit: megabytes(templateLimits.maxBytes) };
  yield { rule: 'large-file', severity: 'warning', ...wholeFile, values };
};

/** AEM finds a language by its file name, two small letters. */
export const languageFileName: Rule = function* ({ fileName, set }) {
  if (!fileName || !set.locations.perLanguage) return;
  const isFound = languageOfFile(fileName) !== null;
  const meant = meantLanguage(fileName);
  if (meant) {
    const better = `${meant}.txt`;
    yield {
      rule: 'file-name',
      severity: isFound ? 'warning' : 'error',
      message: isFound ? 'country' : 'message',
      ...wholeFile,
      values: { fileName, better },
      fix: { edits: [], fileName: better },
    };
  } else if (!isFound && /^[A-Za-z]{2}\.txt$/.test(fileName)) {
    yield { rule: 'file-name', severity: 'error', message: 'unknown', ...wholeFile, values: { fileName } };
  }
};
