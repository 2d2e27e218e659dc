import type { i18n } from 'i18next';
import { html, nothing } from './html.ts';
import { type Page, renderPage } from './page.ts';
import type { Scope } from './scopes.ts';

export interface ConsentRequest {
  /** Who asks, by the name it registered. */
  readonly clientName: string;
  readonly mailbox: string;
  readonly scopes: readonly Scope[];
  /** Where the browser goes from here; absent in the device flow. */
  readonly redirectUri?: string;
}

/** The names the form posts: `scope` once for each ticked permission, and `decision`. */
export const consentForm = { scope: 'scope', decision: 'decision', allow: 'allow', deny: 'deny' } as const;

/** Signing in and agreeing on one page: who asks, for which mailbox, and each permission to be ticked off. */
export function renderConsentPage(texts: i18n, request: ConsentRequest): Page {
  const permissions = request.scopes.map(
    (scope) => html`<label class="permission">
<input type="checkbox" name="${consentForm.scope}" value="${scope}" checked>
<span>${texts.t(`practice:scope.${scope}.title`)} <small>${texts.t(`practice:scope.${scope}.detail`)}</small></span>
</label>`,
  );
  return renderPage(texts, {
    title: texts.t('practice:consent.title'),
    ...(request.redirectUri === undefined ? {} : { formLeadsTo: request.redirectUri }),
    body: html`<p>${texts.t('practice:consent.request', { client: request.clientName })}</p>
<p class="mailbox">${request.mailbox}</p>
<form method="post">
${
  permissions.length === 0
    ? nothing
    : html`<fieldset>
<legend>${texts.t('practice:consent.permissions')}</legend>
<p class="hint">${texts.t('practice:consent.hint')}</p>
${permissions}
</fieldset>`
}
<div class="actions">
<button class="primary" name="${consentForm.decision}" value="${consentForm.allow}">${texts.t('practice:consent.allow')}</button>
<button name="${consentForm.decision}" value="${consentForm.deny}">${texts.t('practice:consent.deny')}</button>
</div>
</form>`,
  });
}
