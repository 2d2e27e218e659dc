import type { TemplateSet } from './template-set.ts';

/**
 * The Assign Task step of AEM Forms. Source: Adobe, "Use custom email templates" and "Use metadata in an email
 * notification": scripts of the project may add variables.
 */
export const assignTask: TemplateSet = {
  id: 'assign-task',
  keys: [
    { name: 'subject', needed: true },
    { name: 'message', needed: true },
  ],
  body: ['message'],
  html: true,
  variables: [
    'workitem_title',
    'workitem_url',
    'workitem_description',
    'workitem_priority',
    'workitem_due_date',
    'workitem_workflow',
    'workitem_assign_timestamp',
    'workitem_assignee',
    'host_prefix',
    'publish_prefix',
  ],
  otherVariables: true,
  locations: {
    shipped: '/libs/fd/dashboard/templates/email/htmlEmailTemplate.txt',
    override: '/apps/fd/dashboard/templates/email/htmlEmailTemplate.txt',
    order: [
      '/apps/fd/dashboard/templates/email/htmlEmailTemplate.txt',
      '/libs/fd/dashboard/templates/email/htmlEmailTemplate.txt',
    ],
    legacy: null,
    perLanguage: false,
  },
};
