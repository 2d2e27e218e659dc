import { createHash } from 'node:crypto';
import type { i18n } from 'i18next';

/** `stray` is what a request gets that does not belong to the sign-in under way. */
export type CallbackOutcome = 'done' | 'refused' | 'stray';

const style = `
:root { color-scheme: light dark; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 1rem/1.6 system-ui, "Noto Sans CJK KR", sans-serif;
  background: light-dark(#f5f6f8, #14171c); color: light-dark(#1b2430, #e6e9ee); }
main { max-width: 26rem; margin: 1.5rem; padding: 2.25rem 2.5rem; border-radius: .75rem; text-align: center;
  background: light-dark(#fff, #1d2128); box-shadow: 0 1px 3px rgb(0 0 0 / .18); }
h1 { font-size: 1.25rem; line-height: 1.35; margin: .75rem 0 .5rem; }
p { margin: 0; color: light-dark(#4a5565, #aab3c0); }
.mark { font-size: 2.25rem; line-height: 1; }
.done .mark { color: light-dark(#0b7a53, #4ad19b); }
.refused .mark, .stray .mark { color: light-dark(#a15c00, #f0b254); }
`;

/** The one style the page's policy allows. */
export const pageStyleSource = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

/**
 * What the browser shows when it comes back. It has no script, loads nothing, and repeats nothing it was sent.
 */
export function callbackPage(texts: i18n, outcome: CallbackOutcome): string {
  const say = (key: string) => escapeHtml(texts.t(`callback:${outcome}.${key}`));
  return `<!doctype html>
<html lang="${escapeHtml(texts.language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${say('title')}</title><style>${style}</style></head>
<body><main class="${outcome}"><div class="mark" aria-hidden="true">${outcome === 'done' ? '✓' : '!'}</div>
<h1>${say('title')}</h1><p>${say('text')}</p></main></body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
