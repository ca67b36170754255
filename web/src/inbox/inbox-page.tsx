import { Tab, TabList, TabPanel, TabPanels, Tabs } from '@carbon/react';
import { useQuery } from '@tanstack/react-query';
import { meQuery } from '../api/me-query.ts';
import type { Scope } from '../api/approval-queries.ts';
import { ErrorState } from '../feedback/error-state.tsx';
import { useLanguage } from '../messages/language-context.tsx';
import { PageHeading } from '../shell/page-heading.tsx';
import { usePageTitle } from '../shell/use-page-title.ts';
import { InboxView } from './inbox-view.tsx';
import { useInboxFilter } from './use-inbox-filter.ts';

const SCOPES: readonly Scope[] = ['mine', 'all'];

/** Everything that waits for a decision. Who approves starts with what is his; everybody else with the whole. */
export function InboxPage() {
  const { inbox } = useLanguage().messages;
  const me = useQuery(meQuery);
  const [filter, change] = useInboxFilter();
  usePageTitle(inbox.title);
  if (me.isError) return <ErrorState error={me.error} onRetry={() => void me.refetch()} />;
  if (me.data === undefined) return <PageHeading title={inbox.title} lead={inbox.lead} />;

  const scope = filter.scope ?? (me.data.roles.includes('approver') ? 'mine' : 'all');
  return (
    <>
      <PageHeading title={inbox.title} lead={inbox.lead} />
      <Tabs
        selectedIndex={SCOPES.indexOf(scope)}
        onChange={({ selectedIndex }) => change({ scope: SCOPES[selectedIndex] })}
      >
        <TabList aria-label={inbox.title}>
          <Tab>{inbox.mine}</Tab>
          <Tab>{inbox.everybody}</Tab>
        </TabList>
        <TabPanels>
          {SCOPES.map((each) => (
            <TabPanel key={each} className="inbox-panel">
              {each === scope && <InboxView filter={{ ...filter, scope }} change={change} />}
            </TabPanel>
          ))}
        </TabPanels>
      </Tabs>
    </>
  );
}
