import { applicationTarget } from '../application/application.ts';
import { sessionProperties } from '../application/java-mail.ts';
import type { ApplicationPlan } from '../application/plan.ts';
import { keepTokenFile, tokenPath, writeTokenScript } from '../application/token-file.ts';
import { javaProperties } from '../quoting/java-properties.ts';

/**
 * Session properties of Jakarta Mail and JavaMail (1.5.5 and later), where the token stands in for the password.
 *
 * @see https://eclipse-ee4j.github.io/angus-mail/docs/api/org.eclipse.angus.mail/org/eclipse/angus/mail/smtp/package-summary.html
 * @see https://eclipse-ee4j.github.io/angus-mail/OAuth2
 */
export const jakartaMail = applicationTarget({
  id: 'jakarta-mail',
  tokens: 'file',
  needs: ['smtp'],
  files: (plan) => [
    { path: 'mail.properties', content: properties(plan), purpose: 'jakarta-mail.properties' },
    writeTokenScript(plan),
  ],
  steps: () => [
    keepTokenFile,
    { key: 'jakarta-mail.connect', code: { language: 'java', text: example }, after: true },
  ],
});

function properties(plan: ApplicationPlan): string {
  const { smtp, imap, unknown, input } = plan;
  return javaProperties([
    ['mail.transport.protocol', 'smtp'],
    ['mail.smtp.host', smtp.host],
    ['mail.smtp.port', String(smtp.port)],
    ['mail.smtp.user', smtp.user],
    ['mail.smtp.from', input.account.address],
    ...sessionProperties(plan, 'smtp'),
    ...(unknown.includes('imap')
      ? []
      : ([
          ['mail.store.protocol', 'imap'],
          ['mail.imap.host', imap.host],
          ['mail.imap.port', String(imap.port)],
          ['mail.imap.user', imap.user],
          ...sessionProperties(plan, 'imap'),
        ] as const)),
  ]);
}

const example = `Properties properties = new Properties();
try (Reader file = Files.newBufferedReader(Path.of("mail.properties"))) {
    properties.load(file);
}
Session session = Session.getInstance(properties);
MimeMessage message = new MimeMessage(session);
// … from, to, subject and text …
message.saveChanges();
try (Transport transport = session.getTransport()) {
    String token = Files.readString(Path.of("${tokenPath}")).strip();
    transport.connect(properties.getProperty("mail.smtp.user"), token);
    transport.sendMessage(message, message.getAllRecipients());
}`;
