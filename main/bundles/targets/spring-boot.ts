import { applicationTarget } from '../application/application.ts';
import { sessionProperties } from '../application/java-mail.ts';
import type { ApplicationPlan } from '../application/plan.ts';
import { keepTokenFile, tokenPath, writeTokenScript } from '../application/token-file.ts';
import { javaProperties } from '../quoting/java-properties.ts';

/**
 * Spring Boot's `application.properties`. Spring has one fixed password; a small class of the bundle replaces it by
 * the token in a file, since the sender reads it at every connection.
 *
 * @see https://docs.spring.io/spring-boot/reference/io/email.html
 * @see https://docs.spring.io/spring-framework/docs/current/javadoc-api/org/springframework/mail/javamail/JavaMailSenderImpl.html
 */
export const springBoot = applicationTarget({
  id: 'spring-boot',
  tokens: 'file',
  needs: ['smtp'],
  files: (plan) => [
    { path: 'application.properties', content: properties(plan), purpose: 'spring-boot.properties' },
    { path: 'MailToken.java', content: mailToken, purpose: 'spring-boot.class' },
    writeTokenScript(plan),
  ],
  steps: () => [keepTokenFile, { key: 'spring-boot.configure' }, { key: 'spring-boot.try' }],
});

function properties(plan: ApplicationPlan): string {
  const { smtp } = plan;
  return javaProperties([
    ['spring.mail.host', smtp.host],
    ['spring.mail.port', String(smtp.port)],
    ['spring.mail.username', smtp.user],
    ...sessionProperties(plan, 'smtp').map(
      ([key, value]) => [`spring.mail.properties.${key}`, value] as const,
    ),
    ['postkey.token-file', tokenPath],
  ]);
}

const mailToken = `import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

@Component
@EnableScheduling
public class MailToken {

    private final JavaMailSenderImpl sender;
    private final Path file;

    public MailToken(JavaMailSenderImpl sender, @Value("\${postkey.token-file}") Path file) {
        this.sender = sender;
        this.file = file;
    }

    @Scheduled(fixedDelay = 60_000)
    public void read() throws IOException {
        sender.setPassword(Files.readString(file).strip());
    }
}
`;
