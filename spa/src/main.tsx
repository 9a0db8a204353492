import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { Providers } from './app/providers';
import { router } from './app/router';
import { reloadOnMissingChunk } from './lib/fresh-chunks';
import { onChangeElsewhere } from './lib/other-tabs';
import { applyTheme, followDevice, shareTheme } from './lib/theme';
import './styles/index.css';

reloadOnMissingChunk();
shareTheme();
followDevice();
onChangeElsewhere('theme', applyTheme);

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Providers>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  );
}
