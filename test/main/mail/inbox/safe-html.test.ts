import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { isPublic, pictureLoader } from '../../../../main/mail/inbox/remote-pictures.ts';
import { safeHtml } from '../../../../main/mail/inbox/safe-html.ts';

const clean = (html: string) => {
  const { document } = safeHtml(html, () => undefined);
  return document.slice(document.indexOf('<body>') + 6, document.indexOf('</body>'));
};
const sheetOf = (html: string) =>
  /<style[^>]*>(.*?)<\/style>/s.exec(safeHtml(html, () => undefined).document)?.[1];

describe('HTML of a message', () => {
  it.each([
    ['text and emphasis', '<p>a <b>b</b></p>', '<p>a <b>b</b></p>'],
    [
      'a table with old attributes',
      '<table bgcolor="#fff"><tr><td>x</table>',
      '<table bgcolor="#fff"><tr><td>x</table>',
    ],
    ['character references', 'a &lt;b&gt; &amp; c', 'a &lt;b&gt; &amp; c'],
    ['a lone bracket', '1 < 2 > 0', '1 &lt; 2 &gt; 0'],
  ])('keeps %s', (_what, html, expected) => {
    expect(clean(html)).toBe(expected);
  });

  it.each([
    '<script>alert(1)</script>',
    '<ScRiPt src=//x>alert(1)</sCrIpT >',
    '<script>alert(1)',
    '<img src=x onerror=alert(1)>',
    '<img/src=x/onerror=alert(1)>',
    '<svg><script>alert(1)</script></svg>',
    '<svg/onload=alert(1)>',
    '<math><mi xlink:href="javascript:alert(1)">x</math>',
    '<iframe src="javascript:alert(1)"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<object data="data:text/html,alert(1)"></object>',
    '<embed src="alert(1)">',
    '<a href="javascript:alert(1)" onmouseover=alert(1)>x</a>'.replace('javascript:alert(1)', 'javascript:x'),
    '<form action="http://x"><input type=submit value="alert(1)" autofocus onfocus=alert(1)></form>',
    '<meta http-equiv="refresh" content="0;url=http://alert(1)">',
    '<base href="http://alert(1)/">',
    '<link rel=stylesheet href="http://alert(1)">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<textarea><img src=x onerror=alert(1)></textarea>',
    '<!--><img src=x onerror=alert(1)>-->',
    '<video><source onerror=alert(1)></video>',
    '<table background="http://alert(1)">',
    '<img src="data:image/svg+xml;base64,PHN2Zz4=" alt="" onload="alert(1)">',
  ])('leaves nothing that acts of %s', (html) => {
    expect(clean(html)).not.toMatch(
      /alert|\son\w+=|<(?:script|iframe|object|embed|form|input|meta|base|link|svg|img src)/i,
    );
  });

  it('makes links go nowhere and shows where they would have gone', () => {
    expect(clean('<a href="https://evil.example/?a=1&amp;b=2" title="https://bank.example">bank</a>')).toBe(
      '<a title="https://evil.example/?a=1&amp;b=2">bank</a>',
    );
  });

  it('lists the pictures it would load, each once', () => {
    const html =
      '<img src="http://a/1"><img src=http://a/1><img src="cid:x@y"><img src="HTTPS://b/2"><img src="ftp://c">';
    expect(safeHtml(html, () => undefined).pictures).toEqual(['http://a/1', 'cid:x@y', 'HTTPS://b/2']);
  });

  it('makes inline styles into rules of its one sheet', () => {
    expect(clean('<p style="color: red">x</p>')).toBe('<p data-s="0">x</p>');
    expect(sheetOf('<p style="color: red">x</p>')).toContain(
      '[data-s="0"][data-s="0"][data-s="0"]{color: red}',
    );
  });

  it.each([
    '<p style="background:url(http://x)">',
    '<p style="background:URL(http://x)">',
    '<p style="background:u&#114;l(http://x)">',
    '<p style="background:u\\72l(http://x)">',
    '<p style="background-image:image-set(\'http://x\' 1x)">',
    '<p style="color:red}body{background:url(http://x)">',
    '<style>@import "http://x";</style>',
    '<style>@import url(http://x)</style>',
    '<style>p{background:url( "http://x" )}</style>',
    '<style>p{background:u\\72l(http://x)}</style>',
    '<style>@font-face{font-family:x;src:url(http://x)}</style>',
    '<style>p{color:red}</style><style></sty<b></b>le>p{background:url(http://x)}</style>',
    '<style><!-- p{background:url(http://x)} --></style>',
  ])('loads nothing by %s', (html) => {
    const { document } = safeHtml(html, () => undefined);
    expect(document.replace(/<body>.*/s, '')).not.toMatch(/http:\/\/x|url\s*\(|@import/i);
  });

  it('keeps the message’s own sheet', () => {
    expect(sheetOf('<style>.a { color: blue; font-size: 12px }</style>')).toContain(
      '.a { color: blue; font-size: 12px }',
    );
  });

  it('does not let a message use the page’s nonce', () => {
    const { document } = safeHtml(
      '<p title="__NONCE__">__NONCE__</p><style>p{color:__NONCE__}</style>',
      () => undefined,
    );
    expect(document.match(/__NONCE__/g)).toHaveLength(2);
  });

  it('carries a policy that forbids everything but its own style and its own pictures', () => {
    expect(safeHtml('', () => undefined).document).toContain(
      `content="default-src 'none'; img-src data:; style-src 'nonce-__NONCE__'; base-uri 'none'; form-action 'none'"`,
    );
  });

  it.each([
    ['open tags', '<a '],
    ['open comments', '<!--'],
    ['quotes', '<a b="'],
    ['attributes', '<a b=c '],
    ['brackets', '<'],
    ['equal signs and blanks', '<a = '],
    ['style sheets', '<style>/*'],
    ['closing tags', '</style'],
    ['scripts', '<script>'],
  ])('is read in linear time where it is made of %s', (_what, piece) => {
    const startedAt = performance.now();
    safeHtml(piece.repeat(200_000), () => undefined);
    expect(performance.now() - startedAt).toBeLessThan(1_500);
  });
});

describe('pictures from elsewhere', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '192.168.0.1',
    '169.254.169.254',
    '::1',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '0.0.0.0',
    '2002:7f00:1::',
  ])('are not asked for at %s', (address) => expect(isPublic(address)).toBe(false));
  it.each(['93.184.216.34', '2606:2800:220:1::1'])('are asked for at %s', (address) =>
    expect(isPublic(address)).toBe(true),
  );

  it('come as they are if they are pictures, and say nothing of who asks', async () => {
    const seen: Record<string, unknown>[] = [];
    const server = createServer(({ url, headers }, response) => {
      seen.push(headers);
      if (url === '/away') return response.writeHead(302, { location: '/a.png' }).end();
      if (url === '/huge') {
        response.writeHead(200, { 'content-type': 'image/png' });
        return response.end(Buffer.alloc(5 * 1_048_576));
      }
      const type = url === '/a.png' ? 'image/png' : url === '/a.svg' ? 'image/svg+xml' : 'text/html';
      response.writeHead(200, { 'content-type': type, 'set-cookie': 'a=b' }).end('x');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const urls = ['/a.png', '/a.svg', '/page', '/away', '/huge'].map((path) => at + path);
    const found = await pictureLoader(() => true)(urls, new AbortController().signal);
    const inner = await pictureLoader(isPublic)(urls, new AbortController().signal);
    server.close();
    expect([...found]).toEqual([
      [`${at}/a.png`, 'data:image/png;base64,eA=='],
      [`${at}/away`, 'data:image/png;base64,eA=='],
    ]);
    expect(inner.size).toBe(0);
    for (const headers of seen) expect(Object.keys(headers).sort()).toEqual(['accept', 'connection', 'host']);
  });
});
