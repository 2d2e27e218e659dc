import { randomBytes } from 'node:crypto';
import type { i18n } from 'i18next';
import { type Html, html } from './html.ts';

export interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface PageContent {
  readonly title: string;
  readonly body: Html;
  readonly status?: number;
  /**
   * Where the answer to this page's form may lead besides this server. Chromium holds redirects after a POST
   * against `form-action` too, so the client's redirect URI has to be named.
   */
  readonly formLeadsTo?: string;
}

/** Puts content into the look all practice pages share: one card, light or dark as the system is, no script. */
export function renderPage(texts: i18n, content: PageContent): Page {
  const nonce = randomBytes(16).toString('base64');
  const document = html`<!doctype html>
<html lang="${texts.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${content.title} · ${texts.t('practice:name')}</title>
<style nonce="${nonce}">${{ markup: style }}</style>
</head>
<body>
<main>
<p class="brand">${texts.t('practice:name')}</p>
<h1>${content.title}</h1>
${content.body}
</main>
<footer>${texts.t('practice:local')}</footer>
</body>
</html>`;
  return {
    status: content.status ?? 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-security-policy': [
        "default-src 'none'",
        `style-src 'nonce-${nonce}'`,
        `form-action 'self'${formTarget(content.formLeadsTo)}`,
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
    },
    body: document.markup,
  };
}

function formTarget(uri: string | undefined): string {
  if (uri === undefined || !URL.canParse(uri)) return '';
  const { protocol, hostname, origin } = new URL(uri);
  // CSP has no way to write an IPv6 address.
  return hostname.startsWith('[') ? ` ${protocol}` : ` ${origin}`;
}

const style = `
:root { color-scheme: light dark; --page: #f1f3f5; --card: #fff; --line: #dee2e6; --text: #212529; --soft: #495057;
  --accent: #1864ab; --on-accent: #fff; --warn: #a61e1e; }
@media (prefers-color-scheme: dark) { :root { --page: #141517; --card: #1f2023; --line: #3b3d42; --text: #e9ecef;
  --soft: #adb5bd; --accent: #a5d8ff; --on-accent: #10212f; --warn: #ffa8a8; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; padding: 24px; display: flex; flex-direction: column; align-items: center;
  justify-content: center; gap: 16px; background: var(--page); color: var(--text);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK KR", sans-serif; }
main { width: 100%; max-width: 460px; padding: 28px 32px 20px; background: var(--card); border: 1px solid var(--line);
  border-radius: 12px; box-shadow: 0 8px 24px rgb(0 0 0 / 8%); }
.brand { margin: 0 0 12px; color: var(--accent); font-size: 13px; font-weight: 600; letter-spacing: .02em; }
h1 { margin: 0 0 12px; font-size: 24px; line-height: 1.25; }
p { margin: 0 0 16px; }
.mailbox { padding: 12px 16px; border: 1px solid var(--line); border-radius: 8px; font-weight: 600;
  overflow-wrap: anywhere; }
fieldset { margin: 0 0 20px; padding: 0; border: 0; }
legend { padding: 0; font-weight: 600; }
.hint, small, footer { color: var(--soft); font-size: 14px; }
.hint { margin: 0 0 4px; }
label.permission { display: flex; gap: 12px; padding: 10px 0; border-bottom: 1px solid var(--line); cursor: pointer; }
label.permission:last-of-type { border-bottom: 0; }
label.permission input { flex: none; width: 18px; height: 18px; margin: 3px 0 0; accent-color: var(--accent); }
label.permission small { display: block; }
label.code { display: block; font-weight: 600; }
input[type=text] { display: block; width: 100%; margin: 6px 0 20px; padding: 10px 12px; border: 1px solid var(--soft);
  border-radius: 8px; background: var(--card); color: var(--text); font: inherit; font-size: 22px; letter-spacing: .12em;
  text-transform: uppercase; }
.code { font-variant-numeric: tabular-nums; }
p.code { font-size: 28px; font-weight: 600; letter-spacing: .12em; text-align: center; }
.actions { display: flex; flex-direction: row-reverse; gap: 12px; position: sticky; bottom: 0; padding: 12px 0;
  background: var(--card); }
button { flex: 1; min-height: 44px; padding: 8px 16px; border: 1px solid var(--line); border-radius: 8px;
  background: transparent; color: var(--text); font: inherit; font-weight: 600; cursor: pointer; }
button.primary { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
button:hover { filter: brightness(1.08); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
[role=alert] { color: var(--warn); }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; color: var(--soft); font-size: 13px; }
footer { max-width: 460px; text-align: center; }
@media (max-height: 760px) { body { padding: 10px; gap: 8px; } main { max-width: 600px; padding: 16px 28px 4px; }
  .brand { margin: 0 0 6px; } h1 { margin: 0 0 6px; font-size: 20px; } p { margin: 0 0 8px; } fieldset { margin: 0 0 8px; }
  .mailbox { padding: 8px 12px; } label.permission { padding: 5px 0; } label.permission small { display: inline; } }
`;
