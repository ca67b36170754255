import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router';
import { isWorthRetrying } from './api/refresh.ts';
import { LanguageProvider } from './messages/language-context.tsx';
import { router } from './routes.tsx';
import { ThemeProvider } from './theme/theme-context.tsx';

const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: isWorthRetrying, staleTime: 2_000 } },
});

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <LanguageProvider>
        <ThemeProvider>
          <RouterProvider router={router} />
        </ThemeProvider>
      </LanguageProvider>
    </QueryClientProvider>
  );
}
