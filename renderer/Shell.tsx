import { lazy, Suspense, useEffect, useRef } from 'react';
import { AccountsPage } from './accounts/AccountsPage.tsx';
import { useAccounts } from './accounts/use-accounts.ts';
import { NavRail } from './NavRail.tsx';
import { DraftsProvider } from './onboarding/drafts/DraftsProvider.tsx';
import type { Page } from './page.ts';
import classes from './Shell.module.css';
import { ErrorBoundary } from './ui/ErrorBoundary.tsx';
import { usePage } from './use-page.ts';
import { useTexts } from './use-texts.ts';

const OnboardingPage = lazy(() =>
  import('./onboarding/OnboardingPage.tsx').then((file) => ({ default: file.OnboardingPage })),
);
const MailPage = lazy(() => import('./mail/MailPage.tsx').then((file) => ({ default: file.MailPage })));
const BulkPage = lazy(() =>
  import('./onboarding/bulk/BulkPage.tsx').then((file) => ({ default: file.BulkPage })),
);
const BundlesPage = lazy(() =>
  import('./bundles/BundlesPage.tsx').then((file) => ({ default: file.BundlesPage })),
);
const TemplatesPage = lazy(() =>
  import('./templates/TemplatesPage.tsx').then((file) => ({ default: file.TemplatesPage })),
);
const ExplainPage = lazy(() =>
  import('./explain/ExplainPage.tsx').then((file) => ({ default: file.ExplainPage })),
);
const SettingsPage = lazy(() =>
  import('./settings/SettingsPage.tsx').then((file) => ({ default: file.SettingsPage })),
);

/** The window once the vault is open: the rail at the left, the page beside it. */
export function Shell() {
  const { t } = useTexts();
  const page = usePage();
  const main = useRef<HTMLElement>(null);
  useFocusOnPage(page, main);

  const skip = () => main.current?.focus();
  return (
    <div className={classes['shell']}>
      <button type="button" className={classes['skip']} onClick={skip}>
        {t('skip')}
      </button>
      <NavRail page={page} />
      <AccountsHeld />
      <main className={classes['main']} ref={main} tabIndex={-1}>
        <DraftsProvider>
          <ErrorBoundary key={page.name}>
            <Suspense fallback={null}>
              <CurrentPage page={page} />
            </Suspense>
          </ErrorBoundary>
        </DraftsProvider>
        <div id="overlays" />
      </main>
    </div>
  );
}

/** Keeps the live list of accounts open while pages change. */
function AccountsHeld() {
  useAccounts();
  return null;
}

function CurrentPage({ page }: { page: Page }) {
  switch (page.name) {
    case 'accounts':
      return <AccountsPage />;
    case 'onboarding':
      return <OnboardingPage page={page} />;
    case 'mail':
      return <MailPage page={page} />;
    case 'bulk':
      return <BulkPage />;
    case 'bundles':
      return <BundlesPage page={page} />;
    case 'templates':
      return <TemplatesPage page={page} />;
    case 'explain':
      return <ExplainPage page={page} />;
    case 'settings':
      return <SettingsPage />;
  }
}

function placeOf(name: Page['name'], t: ReturnType<typeof useTexts>['t']): string {
  if (name === 'onboarding') return t('onboarding:title');
  return name === 'bulk' ? t('bulkPage:title') : t(`nav.${name}`);
}

/** A new page takes the keyboard and screen reader along: focus goes to its start, and the title says where one is. */
function useFocusOnPage(page: Page, main: React.RefObject<HTMLElement | null>): void {
  const { t } = useTexts();
  const previous = useRef(page.name);
  useEffect(() => {
    const place = placeOf(page.name, t);
    document.title = `${place} · ${t('product')}`;
    if (previous.current === page.name) return;
    previous.current = page.name;
    main.current?.scrollTo(0, 0);
    main.current?.focus();
  }, [page.name, main, t]);
}
