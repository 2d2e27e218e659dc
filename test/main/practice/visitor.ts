/** A browser without a window: keeps cookies, follows redirects on one origin, submits the form it was shown. */
export interface Visitor {
  open(url: string): Promise<Visit>;
  /** Submits the only form of a page with its own hidden fields and ticked boxes, changed as given. */
  submit(page: Visit, change: FormChange): Promise<Visit>;
}

export interface Visit {
  /** Where the redirects ended: the address of the page, or the foreign address they led to. */
  readonly url: string;
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
}

export interface FormChange {
  readonly set?: Readonly<Record<string, string>>;
  /** Values of checkboxes to untick. */
  readonly untick?: readonly string[];
}

export function createVisitor(): Visitor {
  const cookies = new Map<string, { value: string; path: string }>();

  async function request(url: string, init?: RequestInit): Promise<Visit> {
    const { origin, pathname } = new URL(url);
    const cookie = [...cookies]
      .filter(([, { path }]) => pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`);
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', cookie: cookie.join('; '), ...init?.headers },
    });
    for (const line of response.headers.getSetCookie()) remember(line);
    const location = response.headers.get('location');
    if (!location) {
      return { url, status: response.status, html: await response.text(), headers: response.headers };
    }
    const next = new URL(location, url);
    if (next.origin === origin) return request(next.href);
    return { url: next.href, status: response.status, html: '', headers: response.headers };
  }

  function remember(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const [name = '', value = ''] = pair.split('=');
    const path = attributes.find((attribute) => attribute.startsWith('path='))?.slice(5) ?? '/';
    if (value === '') cookies.delete(name);
    else cookies.set(name, { value, path });
  }

  return {
    open: (url) => request(url),
    submit: (page, { set = {}, untick = [] }) => {
      const form = new URLSearchParams(
        fields(page.html).filter(([name, value]) => !(name in set) && !untick.includes(value)),
      );
      for (const [name, value] of Object.entries(set)) form.append(name, value);
      const action = /<form method="post" action="([^"]+)"/.exec(page.html)?.[1] ?? page.url;
      return request(new URL(action, page.url).href, { method: 'POST', body: form });
    },
  };
}

/** Name and value of each hidden field and ticked box. */
function fields(html: string): [string, string][] {
  const inputs = html.match(/<input [^>]*>/g) ?? [];
  return inputs
    .filter((input) => input.includes('type="hidden"') || input.includes(' checked'))
    .map((input) => [attribute(input, 'name'), attribute(input, 'value')]);
}

function attribute(tag: string, name: string): string {
  return new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
}
