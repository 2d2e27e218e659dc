import { openMailbox } from '../../mail/check-account.ts';
import { sendMessage } from '../../mail/send.ts';
import { defineCommand, UsageError } from '../command.ts';
import { readAll, readTextFile } from '../inputs.ts';

export const send = defineCommand({
  options: {
    to: { type: 'string' },
    subject: { type: 'string' },
    text: { type: 'string' },
    'text-file': { type: 'string' },
    'html-file': { type: 'string' },
    attach: { type: 'string', multiple: true },
  },
  words: { least: 1, most: 1 },
  async run({ services, output, signal, stdin }, [reference = ''], values) {
    const { to, subject } = values;
    const missing = to ? (subject === undefined ? '--subject' : null) : '--to';
    if (missing || !to || subject === undefined) {
      throw new UsageError(output.texts.t('cli:usage.missingOption', { option: missing }));
    }
    const read = (path: string) => (path === '-' ? readAll(stdin) : readTextFile(path));
    const text = values['text-file'] === undefined ? values.text : await read(values['text-file']);
    const html = values['html-file'] === undefined ? undefined : await read(values['html-file']);
    if (text === undefined && html === undefined) {
      throw new UsageError(
        output.texts.t('cli:usage.missingOption', { option: '--text, --text-file, --html-file' }),
      );
    }
    const mailbox = await openMailbox(services.accounts.find(reference), services);
    const message = {
      to,
      subject,
      ...(text === undefined ? {} : { text }),
      ...(html === undefined ? {} : { html }),
      attachments: (values.attach ?? []).map((path) => ({ path })),
    };
    const { messageId, response } = await sendMessage(mailbox, message, signal);
    output.result({ messageId, response }, output.texts.t('cli:send.done', { to, response }));
    return 0;
  },
});
