import { describe, expect, it } from 'vitest';
import { readVerdicts } from '../../../main/mail/authentication-results.ts';
import { decodeText, decodeWords, parseHeaders } from '../../../main/mail/headers.ts';
import { readRoute } from '../../../main/mail/received.ts';

const meanings = (...values: readonly string[]) => readVerdicts(values).map(({ meaning }) => meaning);

describe('Authentication-Results', () => {
  it.each([
    [
      'Gmail',
      'mx.google.com; dkim=pass header.i=@example.com header.s=s1; spf=pass (google.com: domain of a@example.com designates 192.0.2.1 as permitted sender) smtp.mailfrom=a@example.com; dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=example.com',
      ['dkim-pass', 'spf-pass', 'dmarc-pass'],
    ],
    [
      'Exchange, without its own name',
      'spf=softfail (sender IP is 192.0.2.1) smtp.mailfrom=example.com; dkim=none (message not signed) header.d=none;dmarc=bestguesspass action=none header.from=example.com;compauth=pass reason=109',
      ['spf-softfail', 'dkim-none', 'dmarc-none'],
    ],
    [
      'a version and blanks round the signs',
      'example.com 1; spf = fail smtp.mailfrom = x.example',
      ['spf-fail'],
    ],
    ['an old word', 'example.com; spf=hardfail', ['spf-fail']],
    ['nothing', 'example.com; none', []],
    ['an unknown method', 'example.com; arc=pass; iprev=pass; spf=neutral', ['spf-neutral']],
    [
      'a verdict inside a comment',
      'example.com; spf=fail (dkim=pass; dmarc=pass (really; spf=pass)) smtp.mailfrom=a',
      ['spf-fail'],
    ],
    ['a verdict inside quotes', 'example.com; dkim=fail reason="bad; dmarc=pass" header.d=a', ['dkim-fail']],
    ['an open comment', 'example.com; spf=pass (dkim=pass; dmarc=pass', ['spf-pass']],
  ])('is read as %s write it', (_who, value, expected) => {
    expect(meanings(value)).toEqual(expected);
  });

  it('names the domain, the server and the reason', () => {
    expect(readVerdicts(['mx.example; dkim=fail reason="body changed" header.d=shop.example'])).toEqual([
      {
        method: 'dkim',
        result: 'fail',
        meaning: 'dkim-fail',
        domain: 'shop.example',
        by: 'mx.example',
        reason: 'body changed',
      },
    ]);
  });

  it('counts from the topmost server only: the sender can write the others', () => {
    expect(meanings('mx.example; spf=fail', 'mx.example; dkim=none', 'liar.example; dmarc=pass')).toEqual([
      'spf-fail',
      'dkim-none',
    ]);
  });

  it.each(['(', '"', 'a=', ';', ' ', '\\'])('is read in linear time where it is made of %s', (piece) => {
    const startedAt = performance.now();
    readVerdicts([`x; spf=pass ${piece.repeat(200_000)}`]);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});

describe('Received', () => {
  it.each([
    [
      'Postfix',
      'from a.example (a.example [192.0.2.1]) (using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519) by mx.example (Postfix) with ESMTPS id 1; Fri, 20 Nov 2026 10:00:00 +0000 (UTC)',
      {
        from: 'a.example',
        by: 'mx.example',
        tls: true,
        tlsVersion: 'TLSv1.3',
        cipher: 'TLS_AES_256_GCM_SHA384',
        at: '2026-11-20T10:00:00.000Z',
      },
    ],
    [
      'Gmail',
      'from a.example by mx.google.com with ESMTPS id x (version=TLS1_2 cipher=ECDHE-RSA-AES128-GCM-SHA256 bits=128/128); Fri, 20 Nov 2026 02:00:00 -0800 (PST)',
      { protocol: 'ESMTPS', tls: true, tlsVersion: 'TLSv1.2', cipher: 'ECDHE-RSA-AES128-GCM-SHA256' },
    ],
    [
      'Exchange',
      'from A.example (2603::1) by B.example (2603::2) with Microsoft SMTP Server (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.20; Fri, 20 Nov 2026 10:00:00 +0000',
      { tls: true, tlsVersion: 'TLSv1.2', cipher: 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384' },
    ],
    ['a hop in the clear', 'from a by b with ESMTPA; Fri, 20 Nov 2026 10:00:00 +0000', { tls: false }],
    [
      'a hop inside a system',
      'from a by b via Frontend Transport; Fri, 20 Nov 2026 10:00:00 +0000',
      { tls: null },
    ],
    ['rubbish', 'what', { tls: null, at: null }],
  ])('of %s tells whether it was TLS', (_who, value, expected) => {
    expect(readRoute([value])[0]).toMatchObject(expected);
  });

  it('is told in the order the message went, with what each leg took', () => {
    const at = (second: number) => `from a by b with SMTP; Fri, 20 Nov 2026 10:00:0${second} +0000`;
    expect(readRoute([at(7), at(5), at(4)]).map(({ delayMs }) => delayMs)).toEqual([null, 1000, 2000]);
  });
});

describe('header fields', () => {
  it.each([
    ['=?UTF-8?Q?Gr=C3=BC=C3=9Fe?=', 'Grüße'],
    ['=?ISO-8859-1?Q?a_b=E9?= c', 'a bé c'],
    ['=?utf-8?B?7JWI?= =?utf-8?B?64WV?=', '안녕'],
    ['=?gb2312?B?xOO6ww==?=', '你好'],
    ['=?no-such-set?Q?caf=E9?=', 'café'],
    ['=?broken', '=?broken'],
  ])('decodes %s', (coded, text) => {
    expect(decodeWords(coded)).toBe(text);
  });

  it('are unfolded and cannot smuggle controls in', () => {
    expect(parseHeaders(Buffer.from('A: one\r\n two\r\nB: \u001b[2J\u202e\r\nno colon\r\n'))).toEqual([
      { name: 'A', value: 'one two' },
      { name: 'B', value: '\\u{1b}[2J\\u{202e}' },
    ]);
  });

  it('take what is not UTF-8 for Latin-1', () => {
    expect(decodeText(Buffer.from([0xe9]), undefined)).toBe('é');
  });
});
