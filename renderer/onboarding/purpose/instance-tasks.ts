/** What is done on each AEM 6.5 instance, in order; each has its text. */
export const instanceTasks = ['settings', 'components', 'authorise', 'token'] as const;
export type InstanceTask = (typeof instanceTasks)[number];

/** Off by default; without them the authorise link is not served. */
export const oauthComponents = [
  'com.day.cq.mailer.oauth.servlets.handler.OAuthCodeGenerateServlet',
  'com.day.cq.mailer.oauth.servlets.handler.OAuthCodeAccessTokenGenerator',
] as const;

const paths: Readonly<Record<InstanceTask, string>> = {
  settings: '/system/console/configMgr',
  components: '/system/console/components',
  authorise: '/services/mailer/oauth2/authorize',
  token: '/crx/de/index.jsp#/conf/global/settings/mailer/oauth',
};

export function taskLink(instance: string, task: InstanceTask): string {
  return `${instance}${paths[task]}`;
}

/** How a task is kept in the list of what is ticked off. */
export function taskKey(instance: string, task: InstanceTask): string {
  return `${task} ${instance}`;
}

/** A change of the OAuth2 provider's configuration makes every token invalid: what came after it is to be done again. */
export function afterConfigurationChange(ticked: readonly string[]): readonly string[] {
  return ticked.filter((key) => !key.startsWith('authorise ') && !key.startsWith('token '));
}
