import type { i18n } from 'i18next';
import { html, nothing } from './html.ts';
import { type Page, renderPage } from './page.ts';

/** The form's address and its one-time value against forged requests. */
export interface DeviceForm {
  readonly action: string;
  readonly xsrf: string;
}

export type CodeProblem = 'missing' | 'unknown' | 'aborted' | 'failed';

/** Device flow (RFC 8628 §3.3), first page: the person types the code their device shows. */
export function renderCodePage(texts: i18n, form: DeviceForm, problem?: CodeProblem): Page {
  return renderPage(texts, {
    title: texts.t('practice:device.title'),
    ...(problem ? { status: 400 } : {}),
    body: html`${problem ? html`<p role="alert">${texts.t(`practice:device.problem.${problem}`)}</p>` : nothing}
<form method="post" action="${form.action}">
<input type="hidden" name="xsrf" value="${form.xsrf}">
<label class="code">${texts.t('practice:device.code')}
<input type="text" name="user_code" autocomplete="off" autocapitalize="characters" spellcheck="false" autofocus required>
</label>
<div class="actions"><button class="primary">${texts.t('practice:device.continue')}</button></div>
</form>`,
  });
}

/** Second page: the person compares the code with the one on their device. */
export function renderConfirmPage(texts: i18n, form: DeviceForm, clientName: string, userCode: string): Page {
  return renderPage(texts, {
    title: texts.t('practice:device.confirmTitle'),
    body: html`<p>${texts.t('practice:device.confirm', { client: clientName })}</p>
<p class="code">${userCode}</p>
<form method="post" action="${form.action}">
<input type="hidden" name="xsrf" value="${form.xsrf}">
<input type="hidden" name="user_code" value="${userCode}">
<div class="actions">
<button class="primary" name="confirm" value="yes">${texts.t('practice:device.continue')}</button>
<button name="abort" value="yes">${texts.t('practice:device.cancel')}</button>
</div>
</form>`,
  });
}

/** Last page: the device has what it needs. */
export function renderDonePage(texts: i18n): Page {
  return renderPage(texts, {
    title: texts.t('practice:device.doneTitle'),
    body: html`<p>${texts.t('practice:device.done')}</p>`,
  });
}
