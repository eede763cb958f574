import '@mantine/core/styles.css';
import './page.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { createQueries } from './api/queries.ts';
import { TextsProvider } from './texts/texts-provider.tsx';
import { router } from './router.tsx';
import { readable, theme } from './theme.ts';

const queries = createQueries();
const nonce = document.querySelector('meta[name="style-nonce"]')?.getAttribute('content') ?? '';

const place = document.getElementById('page');
if (place)
  createRoot(place).render(
    <MantineProvider
      theme={theme}
      cssVariablesResolver={readable}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <TextsProvider>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </TextsProvider>
    </MantineProvider>,
  );
