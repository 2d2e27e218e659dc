import { fourParts, type TemplateSet } from './template-set.ts';

/** Page events. Source: Adobe, "Configuring Email Notification" and "Sites repository restructuring in AEM 6.5". */
export const page: TemplateSet = {
  id: 'page',
  ...fourParts,
  variables: ['time', 'userFullName', 'userId', 'modifications'],
  otherVariables: false,
  locations: {
    shipped: '/libs/settings/notification-templates/com.day.cq.wcm.core.page',
    override: '/apps/settings/notification-templates/com.day.cq.wcm.core.page',
    order: [
      '/etc/notification/email/default/com.day.cq.wcm.core.page',
      '/apps/settings/notification-templates/com.day.cq.wcm.core.page',
      '/libs/settings/notification-templates/com.day.cq.wcm.core.page',
    ],
    legacy: '/etc/notification/email/default/com.day.cq.wcm.core.page',
    perLanguage: true,
  },
};
