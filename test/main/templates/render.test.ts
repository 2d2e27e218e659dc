import { describe, expect, test } from 'vitest';
import { render, sampleValues } from '../../../main/templates/render.ts';
import { templateSet } from '../../../main/templates/sets/sets.ts';
import { createTexts } from '../../../preload/texts/index.ts';

const page = templateSet('page');

describe('render', () => {
  test('puts header, message and footer together', () => {
    const text = `footer=f\nheader=h\\n\nmessage=m \${time}\\n\nsubject=s \${userId}\n`;
    expect(render(text, page, { time: 'now', userId: 'me' })).toEqual({
      subject: 's me',
      body: 'h\nm now\nf',
      html: false,
      unresolved: [],
    });
  });

  test('names what has no value once, and leaves it as it is', () => {
    const { body, unresolved } = render(`message=\${b} \${a} \${b}`, page, {});
    expect({ body, unresolved }).toEqual({ body: `\${b} \${a} \${b}`, unresolved: ['b', 'a'] });
  });

  test.each(['__proto__', 'constructor', 'toString'])(
    'does not take %s from where objects come from',
    (name) => {
      expect(render(`message=\${${name}}`, page, {}).unresolved).toEqual([name]);
    },
  );

  test('does not look into values', () => {
    const values = { time: `\${userId} $& $1`, userId: 'x' };
    expect(render(`message=\${time}`, page, values).body).toBe(`\${userId} $& $1`);
  });

  test('makes HTML of the message of a task', () => {
    const mail = render(
      `subject=s\nmessage=<p>\${workitem_title}</p>\nheader=h`,
      templateSet('assign-task'),
      {
        workitem_title: '<b>',
      },
    );
    expect(mail).toMatchObject({ body: '<p><b></p>', html: true });
  });

  test('shows a file that Java refuses as well as it can', () => {
    expect(render('message=a \\u12 b', page, {}).body).toBe('a \\u12 b');
  });

  test('has a sample for each variable', async () => {
    const texts = await createTexts('en');
    expect(Object.values(sampleValues(templateSet('workflow'), texts)).join()).not.toMatch(/variables\./);
  });
});
