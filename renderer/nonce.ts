declare global {
  /** Where `get-nonce`, by which Mantine's dialogs style the page, looks for it. */
  var __webpack_nonce__: string | undefined;
}

/** The nonce of this load of the page, which every `<style>` made at run time must carry. */
export function pageNonce(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  const nonce = meta?.nonce ?? '';
  globalThis.__webpack_nonce__ = nonce;
  return nonce;
}
