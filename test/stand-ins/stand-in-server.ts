import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request as a stand-in sees it. */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly form: URLSearchParams;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface StandInServer {
  readonly origin: string;
  /** Everything it was asked, in order. */
  readonly asked: readonly Asked[];
  close(): Promise<void>;
}

/** A server on loopback that answers what it is asked. */
export async function startStandIn(answer: (asked: Asked) => Answer): Promise<StandInServer> {
  const asked: Asked[] = [];
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    // Browsers ask for it by themselves.
    if (request.url === '/favicon.ico') return response.writeHead(204).end();
    const one = {
      method: request.method ?? '',
      url: new URL(request.url ?? '/', 'http://stand-in'),
      headers: request.headers,
      form: new URLSearchParams(await text(request)),
    };
    asked.push(one);
    const { status, headers, body = '' } = answer(one);
    response.writeHead(status, { 'cache-control': 'no-store', ...headers }).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export function jsonAnswer(status: number, document: object): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(document),
  };
}

/** Where a path is left out it comes back as a slash, as the real servers send it. */
export function redirectTo(redirectUri: string, parameters: Readonly<Record<string, string>>): Answer {
  const location = new URL(redirectUri);
  for (const [name, value] of Object.entries(parameters)) location.searchParams.set(name, value);
  return { status: 302, headers: { location: location.href } };
}

export interface PageForm {
  readonly hidden: Readonly<Record<string, string>>;
  readonly choices: readonly { readonly value: string; readonly words: string }[];
  /** Boxes that are ticked unless somebody unticks them. */
  readonly boxes?: readonly string[];
  /** A text field. */
  readonly field?: { readonly name: string; readonly words: string };
}

/** A plain page: words, and one form with a button for each choice. */
export function pageAnswer(title: string, words: string, form?: PageForm, status = 200): Answer {
  const controls = form
    ? `<form method="post" action="">${Object.entries(form.hidden)
        .map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`)
        .join('')}${(form.boxes ?? [])
        .map(
          (box) =>
            `<label><input type="checkbox" name="box" value="${escaped(box)}" checked> ${escaped(box)}</label><br>`,
        )
        .join(
          '',
        )}${form.field ? `<label>${escaped(form.field.words)} <input name="${escaped(form.field.name)}" autofocus></label>` : ''}${form.choices
        .map(
          ({ value, words: label }) =>
            `<button name="choice" value="${escaped(value)}">${escaped(label)}</button>`,
        )
        .join(' ')}</form>`
    : '';
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title></head><body><main><h1>${escaped(title)}</h1><p>${escaped(words)}</p>${controls.replaceAll(' action=""', '')}</main></body></html>`,
  };
}

function escaped(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
