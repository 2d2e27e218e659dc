import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { i18n } from 'i18next';
import type Provider from 'oidc-provider';
import { consentForm, renderConsentPage } from './consent-page.ts';
import { html } from './html.ts';
import type { BehaviourNow } from './misbehaviour.ts';
import { type Page, renderPage } from './page.ts';
import { isScope, type Scope } from './scopes.ts';

export interface ConsentOptions {
  readonly provider: Provider;
  readonly address: string;
  readonly texts: i18n;
  readonly behaviour: BehaviourNow;
}

/** Bytes; the form posts a handful of short fields. */
const longestForm = 16 * 1024;

/**
 * One step for signing in and agreeing: GET shows the page, POST takes the answer and sends the browser back to
 * the client. oidc-provider ties both to the browser that started, by a cookie.
 */
export async function answerConsent(
  request: IncomingMessage,
  response: ServerResponse,
  options: ConsentOptions,
): Promise<void> {
  try {
    const interaction = await options.provider.interactionDetails(request, response);
    const asked = interaction.params;
    const scopes = wordsOf(asked['scope']).filter(isScope);
    if (request.method === 'GET') {
      const client = await options.provider.Client.find(String(asked['client_id']));
      const redirectUri = asked['redirect_uri'];
      const page = renderConsentPage(options.texts, {
        clientName: client?.clientName ?? String(asked['client_id']),
        mailbox: options.address,
        scopes,
        ...(typeof redirectUri === 'string' ? { redirectUri } : {}),
      });
      send(response, page);
      return;
    }
    if (request.method !== 'POST' || Number(request.headers['content-length'] ?? Infinity) > longestForm) {
      response.writeHead(request.method === 'POST' ? 413 : 405, { connection: 'close' }).end();
      return;
    }
    const form = new URLSearchParams(await text(request));
    await options.provider.interactionFinished(
      request,
      response,
      form.get(consentForm.decision) === consentForm.allow
        ? await agree(options, String(asked['client_id']), scopes, form.getAll(consentForm.scope))
        : { error: 'access_denied', error_description: 'the owner of the mailbox said no' },
      { mergeWithLastSubmission: false },
    );
  } catch (error) {
    if (response.headersSent) response.destroy();
    else send(response, expired(options.texts, error));
  }
}

async function agree(
  { provider, address, behaviour }: ConsentOptions,
  clientId: string,
  asked: readonly Scope[],
  ticked: readonly string[],
) {
  const refused = behaviour().refusedScope;
  const granted = asked.filter((scope) => ticked.includes(scope) && scope !== refused);
  const rejected = asked.filter((scope) => !granted.includes(scope));
  const grant = new provider.Grant({ accountId: address, clientId });
  if (granted.length > 0) grant.addOIDCScope(granted.join(' '));
  if (rejected.length > 0) grant.rejectOIDCScope(rejected.join(' '));
  return { login: { accountId: address }, consent: { grantId: await grant.save() } };
}

function expired(texts: i18n, error: unknown): Page {
  return renderPage(texts, {
    title: texts.t('practice:error.title'),
    status: 400,
    body: html`<p>${texts.t('practice:error.meaning')}</p>
<pre>${error instanceof Error ? error.message : ''}</pre>`,
  });
}

function send(response: ServerResponse, page: Page): void {
  response.writeHead(page.status, { ...page.headers }).end(page.body);
}

function wordsOf(value: unknown): string[] {
  return typeof value === 'string' ? value.split(' ') : [];
}
