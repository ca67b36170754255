import { createBrowserRouter, redirect } from 'react-router';
import { changeOfApproval } from './approval/approval-id.ts';
import { InboxPage } from './inbox/inbox-page.tsx';
import { AppShell } from './shell/app-shell.tsx';
import { BrokenPage } from './shell/broken-page.tsx';
import { NotFoundPage } from './shell/not-found-page.tsx';

/** The inbox comes with the first load; every other page loads its code when it is opened. */
export const router = createBrowserRouter([
  {
    path: '/',
    Component: AppShell,
    ErrorBoundary: BrokenPage,
    HydrateFallback: () => null,
    children: [
      { index: true, Component: InboxPage },
      {
        path: 'changes',
        lazy: async () => ({ Component: (await import('./changes/changes-page.tsx')).ChangesPage }),
      },
      {
        path: 'changes/:changeId',
        lazy: async () => ({ Component: (await import('./change/change-page.tsx')).ChangePage }),
      },
      {
        path: 'submit',
        lazy: async () => ({ Component: (await import('./submit/submit-page.tsx')).SubmitPage }),
      },
      {
        // Links in messages name the approval; it is shown on the page of its change.
        path: 'approvals/:approvalId',
        loader: ({ params }) => redirect(changeOfApproval(params['approvalId'] ?? '')),
      },
      { path: '*', Component: NotFoundPage },
    ],
  },
]);
