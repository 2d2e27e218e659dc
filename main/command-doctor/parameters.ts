/** Parameters of OAuth 2.0, OpenID Connect and the large providers. */
export const parameterNames: readonly string[] = [
  'client_id',
  'client_secret',
  'response_type',
  'redirect_uri',
  'response_mode',
  'scope',
  'state',
  'nonce',
  'prompt',
  'login_hint',
  'domain_hint',
  'code_challenge',
  'code_challenge_method',
  'access_type',
  'include_granted_scopes',
  'approval_prompt',
  'grant_type',
  'code',
  'code_verifier',
  'refresh_token',
  'device_code',
  'client_assertion',
  'client_assertion_type',
  'assertion',
  'username',
  'password',
  'resource',
  'audience',
  'claims',
  'display',
  'max_age',
  'ui_locales',
  'acr_values',
  'id_token_hint',
];

/** Their values are nobody's business. */
export const secretNames: readonly string[] = [
  'client_secret',
  'refresh_token',
  'code',
  'code_verifier',
  'device_code',
  'client_assertion',
  'assertion',
  'password',
  'access_token',
  'id_token',
  'token',
];

/** Browsers and providers add these. */
const OTHERS =
  /^(?:x-|sso|session|client[-_]info|client-request-id|mkt|lc|hd|iss|authuser|flow|service|o2v|dsh|rapt|as|ddm|part|theme|continue|uaid|lw|fl|hsu|tenant|error|enable_granular_consent|requested_token_use|trigger_onepick|request|request_uri|dt|login|registration|token|id_token|access_token)/i;

export function isOtherName(name: string): boolean {
  return OTHERS.test(name);
}
