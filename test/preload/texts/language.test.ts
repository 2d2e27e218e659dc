import { expect, it } from 'vitest';
import { chooseLanguage, createTexts } from '../../../preload/texts/index.ts';

it.each([
  [['en-GB'], 'en'],
  [['ko-KR', 'en'], 'ko'],
  [['fr_CA'], 'fr'],
  [['zh-Hant-HK'], 'zh-TW'],
  [['zh_TW'], 'zh-TW'],
  [['zh-Hans-TW'], 'zh-CN'],
  [['zh'], 'zh-CN'],
  [['de', 'pt-BR', 'fr'], 'fr'],
  [['C'], 'en'],
  [[], 'en'],
])('of a system that wants %j it chooses %s', (wishes, language) => {
  expect(chooseLanguage(wishes)).toBe(language);
});

it('speaks the language it was asked for', async () => {
  const [english, french] = await Promise.all([createTexts('en'), createTexts('fr')]);
  expect(english.t('callback:done.title')).toBe('Signed in');
  expect(french.t('callback:done.title')).not.toBe('Signed in');
});
