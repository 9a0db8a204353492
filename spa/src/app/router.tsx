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
          { path: 'courses/:slug/forum', lazy: () => import('@/features/forum/route') },
          { path: 'courses/:slug/forum/new', lazy: () => import('@/features/forum/new') },
          { path: 'courses/:slug/forum/:threadId', lazy: () => import('@/features/forum/thread') },
          { path: 'learn/:lessonId', lazy: () => import('@/features/player/route') },
          { path: 'feed', lazy: () => import('@/features/feed/route') },
          { path: 'notifications', lazy: () => import('@/features/notifications/route') },
          { path: 'knowledge', lazy: () => import('@/features/knowledge/route') },
          { path: 'knowledge/:slug', lazy: () => import('@/features/knowledge/concept') },
          { path: 'moderation/:reportId', lazy: () => import('@/features/moderation/route') },
          { path: 'my-learning', lazy: () => import('@/features/learning/route') },
          { path: 'teach', lazy: () => import('@/features/teach/route') },
          { path: 'teach/inbox', lazy: () => import('@/features/inbox/route') },
          { path: 'teach/videos', lazy: () => import('@/features/videos/route') },
          { path: 'teach/videos/:videoId/captions', lazy: () => import('@/features/captions/route') },
          { path: 'teach/videos/:videoId/poster', lazy: () => import('@/features/poster/route') },
          { path: 'teach/:courseId/access', lazy: () => import('@/features/access/route') },
          { path: 'teach/:courseId', lazy: () => import('@/features/editor/route') },
          { path: 'checkout/:checkoutId', lazy: () => import('@/features/checkout/route') },
          { path: 'purchases', lazy: () => import('@/features/purchases/route') },
          { path: 'membership', lazy: () => import('@/features/membership/route') },
          { path: 'pricing', lazy: () => import('@/features/pricing/route') },
          { path: 'admin/membership', lazy: () => import('@/features/admin/membership') },
          { path: 'admin/orders', lazy: () => import('@/features/admin/orders') },
          { path: 'admin/people', lazy: () => import('@/features/admin/people') },
          { path: 'admin/moderation', lazy: () => import('@/features/admin/moderation') },
          { path: 'admin/erasures', lazy: () => import('@/features/admin/erasures') },
          { path: 'goodbye', lazy: () => import('@/features/account/goodbye') },
          { path: 'admin/audit', lazy: () => import('@/features/admin/audit') },
          { path: 'admin/jobs', lazy: () => import('@/features/admin/route') },
          {
            path: 'account',
            lazy: () => import('@/features/account/route'),
            children: [
              { index: true, lazy: () => import('@/features/account/profile') },
              { path: 'security', lazy: () => import('@/features/account/security') },
              { path: 'sessions', lazy: () => import('@/features/account/sessions') },
              { path: 'applications', lazy: () => import('@/features/account/applications') },
              { path: 'language', lazy: () => import('@/features/account/language') },
              { path: 'notifications', lazy: () => import('@/features/account/notifications') },
              { path: 'activity', lazy: () => import('@/features/account/activity') },
              { path: 'privacy', lazy: () => import('@/features/account/privacy') },
            ],
          },
          { path: 'developers', lazy: () => import('@/features/developers/route') },
          { path: 'people/:handle/:list', lazy: () => import('@/features/profile/people') },
          { path: 'people/:handle', lazy: () => import('@/features/profile/route') },
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
]);
