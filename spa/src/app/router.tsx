import { createBrowserRouter } from 'react-router';
import { NotFound } from './not-found';
import { RouteError } from './route-error';
import { Shell } from './shell';

export const router = createBrowserRouter([
  {
    path: '/',
    element: <Shell />,
    errorElement: <RouteError />,
    hydrateFallbackElement: <div />,
    children: [
      {
        errorElement: <RouteError />,
        children: [
          { index: true, lazy: () => import('@/features/catalog/route') },
          { path: 'courses/:slug', lazy: () => import('@/features/course/route') },
          { path: 'learn/:lessonId', lazy: () => import('@/features/player/route') },
          { path: 'my-learning', lazy: () => import('@/features/learning/route') },
          { path: 'teach', lazy: () => import('@/features/teach/route') },
          { path: 'teach/videos', lazy: () => import('@/features/videos/route') },
          { path: 'teach/videos/:videoId/captions', lazy: () => import('@/features/captions/route') },
          { path: 'teach/:courseId', lazy: () => import('@/features/editor/route') },
          { path: 'people/:handle', lazy: () => import('@/features/profile/route') },
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
]);
