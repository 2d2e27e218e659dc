import { defineCommand, UsageError } from '../command.ts';
import { portIn } from '../port.ts';
import { untilAborted } from '../stay.ts';

export const practice = defineCommand({
  options: { port: { type: 'string' } },
  words: { least: 0, most: 0 },
  async run({ services, output, signal }, _, values) {
    const started = await services.startPractice(portIn(values.port, output));
    if (!started) throw new UsageError(output.texts.t('cli:practice.running'));
    const { issuer, client, resourceServer, address, ca, imap, smtp, pop3 } = started;
    const document = {
      issuer,
      authorizationEndpoint: started.authorizationEndpoint,
      tokenEndpoint: started.tokenEndpoint,
      deviceAuthorizationEndpoint: started.deviceAuthorizationEndpoint,
      introspectionEndpoint: started.introspectionEndpoint,
      revocationEndpoint: started.revocationEndpoint,
      client: { id: client.id, secret: client.secret },
      publicClient: { id: started.publicClient.id },
      resourceServer,
      address,
      ca,
      imap,
      smtp,
      pop3,
    };
    output.result(document, output.texts.t('cli:practice.started', { issuer, address }));
    await untilAborted(signal);
    return 0;
  },
});
