import type { i18n } from 'i18next';
import type { KoaContextWithOIDC } from 'oidc-provider';
import {
  type CodeProblem,
  type DeviceForm,
  renderCodePage,
  renderConfirmPage,
  renderDonePage,
} from './device-pages.ts';
import { sendPage } from './send-page.ts';

/** The device flow's pages as oidc-provider asks for them; its own forms are put aside for ours. */
export function deviceFlowPages(texts: i18n) {
  return {
    userCodeInputSource: (ctx: KoaContextWithOIDC, _form: string, _out?: unknown, error?: Error) =>
      sendPage(ctx, renderCodePage(texts, deviceForm(ctx), codeProblem(error))),
    userCodeConfirmSource: (
      ctx: KoaContextWithOIDC,
      _form: string,
      client: { readonly clientName?: string | undefined; readonly clientId: string },
      _deviceInfo: unknown,
      userCode: string,
    ) =>
      sendPage(
        ctx,
        renderConfirmPage(texts, deviceForm(ctx), client.clientName ?? client.clientId, userCode),
      ),
    successSource: (ctx: KoaContextWithOIDC) => sendPage(ctx, renderDonePage(texts)),
  };
}

function deviceForm(ctx: KoaContextWithOIDC): DeviceForm {
  const secret = ctx.oidc.session?.state?.['secret'];
  return { action: '/device', xsrf: typeof secret === 'string' ? secret : '' };
}

function codeProblem(error: Error | undefined): CodeProblem | undefined {
  switch (error?.name) {
    case undefined:
      return undefined;
    case 'NoCodeError':
      return 'missing';
    case 'NotFoundError':
    case 'ExpiredError':
    case 'AlreadyUsedError':
      return 'unknown';
    case 'AbortedError':
    case 'AccessDenied':
      return 'aborted';
    default:
      return 'failed';
  }
}
