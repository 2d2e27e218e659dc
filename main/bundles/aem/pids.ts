/** Day CQ Mail Service. */
export const mailServicePid = 'com.day.cq.mailer.DefaultMailService';
/** CQ Mailer SMTP OAuth2 Provider. */
export const oauthProviderPid = 'com.day.cq.mailer.oauth.impl.OAuthConfigurationProviderImpl';
