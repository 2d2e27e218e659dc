/** What may not be in a mail that is shown: it runs, asks or leads elsewhere by itself. */
const unwanted = 'script,style,iframe,frame,object,embed,applet,base,link,meta,portal,noscript,svg';

/** What would be fetched as soon as the mail is shown. */
const fetched = ['src', 'srcset', 'background', 'poster', 'data'];

const styleSheet = /<style\b[^>]*>([\s\S]*?)<\/style\s*>/gi;

/**
 * An HTML mail as a document for a frame without any rights. The page's policy holds in the frame too, so that nothing
 * is fetched; the mail's own styles carry the page's nonce. Pictures from elsewhere are an empty frame.
 *
 * @param body what the template renders to
 */
export function mailDocument(body: string, nonce: string): string {
  const sheets = [...body.matchAll(styleSheet)].map(([, sheet = '']) => sheet);
  const mail = new DOMParser().parseFromString(hideStyles(body.replaceAll(styleSheet, '')), 'text/html');
  for (const element of mail.querySelectorAll(unwanted)) element.remove();
  for (const name of fetched) {
    for (const element of mail.querySelectorAll(`[${name}]`)) {
      if (!/^(data|cid):/i.test(element.getAttribute(name) ?? '')) element.removeAttribute(name);
    }
  }
  const rules: string[] = [];
  for (const element of mail.querySelectorAll(`[${styleName}]`)) {
    const style = cleanStyle(element.getAttribute(styleName) ?? '');
    element.setAttribute(styleName, String(rules.length));
    rules.push(`[${styleName}="${rules.length}"]{${style}}`);
  }
  const sheet = mail.createElement('style');
  sheet.setAttribute('nonce', nonce);
  sheet.textContent = [paper, ...sheets, ...rules].join('\n');
  mail.head.append(sheet);
  return `<!doctype html>${mail.documentElement.outerHTML}`;
}

const styleName = 'data-pk-style';

/** Mail programs show mails on white paper, whatever the window looks like. */
const paper =
  'html{background:#fff;color:#1d1d1b;color-scheme:light}body{margin:12px;font:14px/1.5 sans-serif;overflow-wrap:anywhere}img:not([src]){min-width:32px;min-height:32px;outline:1px dashed #a29d92}';

/** The policy refuses a `style` attribute, and reports it, as soon as it is parsed. */
function hideStyles(html: string): string {
  return html.replaceAll(/<[a-z][^<>]*>/gi, (tag) => tag.replaceAll(/(\s)style(\s*=)/gi, `$1${styleName}$2`));
}

/** One declaration block as the browser understands it: nothing in it can end the block. */
function cleanStyle(style: string): string {
  const declarations = document.createElement('span').style;
  declarations.cssText = style;
  return declarations.cssText;
}
