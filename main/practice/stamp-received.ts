import type { SMTPServerSession } from 'smtp-server';

export interface Reception {
  /** The name this server goes by. */
  readonly name: string;
  readonly session: SMTPServerSession;
  readonly now: Date;
}

/**
 * Puts the trace headers of a receiving server in front of a message: Return-Path and Received (RFC 5321 §4.4) and
 * Authentication-Results (RFC 8601). Practice asks no DNS, so it claims nothing about SPF, DKIM and DMARC.
 */
export function stampReceived(message: Buffer, { name, session, now }: Reception): Buffer {
  const sender = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
  const recipient = session.envelope.rcptTo[0]?.address ?? '';
  const headers = [
    `Return-Path: <${sender}>`,
    `Received: from [${session.remoteAddress}] by ${name} with ESMTPSA id ${session.id}`,
    `\tfor <${recipient}>; ${now.toUTCString().replace('GMT', '+0000')}`,
    `Authentication-Results: ${name};`,
    `\tauth=pass smtp.auth=${sender};`,
    `\tspf=none smtp.mailfrom=${sender}; dkim=none; dmarc=none`,
  ];
  return Buffer.concat([Buffer.from(`${headers.join('\r\n')}\r\n`), message]);
}
