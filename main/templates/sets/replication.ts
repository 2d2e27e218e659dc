import { page } from './page.ts';
import { fourParts, type TemplateSet } from './template-set.ts';

/**
 * Replication. Source: Adobe, "Common repository restructuring in AEM 6.5". Its variables are not documented; those
 * of the page events are taken for known.
 */
export const replication: TemplateSet = {
  id: 'replication',
  ...fourParts,
  variables: page.variables,
  otherVariables: true,
  locations: {
    shipped: '/libs/settings/notification-templates/com.day.cq.replication',
    override: '/apps/settings/notification-templates/com.day.cq.replication',
    order: [
      '/etc/notification/email/default/com.day.cq.replication',
      '/apps/settings/notification-templates/com.day.cq.replication',
      '/libs/settings/notification-templates/com.day.cq.replication',
    ],
    legacy: '/etc/notification/email/default/com.day.cq.replication',
    perLanguage: true,
  },
};
