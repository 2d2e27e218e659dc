import { fourParts, type TemplateSet } from './template-set.ts';

/**
 * Forum. Source: Adobe, "Configuring Email Notification" of AEM 6.4; gone from the newer pages, so a thing of the
 * past. `host.prefix` is not in the list there but in the file that came with it.
 */
export const forum: TemplateSet = {
  id: 'forum',
  ...fourParts,
  variables: ['time', 'forum.path', 'host.prefix'],
  otherVariables: false,
  locations: {
    shipped: '/etc/notification/email/default/com.day.cq.collab.forum',
    override: '/etc/notification/email/default/com.day.cq.collab.forum',
    order: ['/etc/notification/email/default/com.day.cq.collab.forum'],
    legacy: null,
    perLanguage: true,
  },
};
