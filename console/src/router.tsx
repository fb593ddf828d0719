import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { CONSOLE_PATH } from './api/addresses';
import { readLogSearch } from './pages/log/log-search';
import { readPeopleSearch } from './pages/people/people-search';
import { NotFound, PageFailure } from './shell/failures';
import { Shell } from './shell/shell';
import { Loading } from './ui/states';

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/overview/overview-page'), 'OverviewPage'),
});

const connect = createRoute({
  getParentRoute: () => root,
  path: '/connect',
  validateSearch: ({ with: product, step }): { with?: string; step?: number } => ({
    ...(text(product) !== undefined && { with: String(product) }),
    ...(Number(step) > 0 && { step: Number(step) }),
  }),
  component: lazyRouteComponent(() => import('./pages/connect/connect-page'), 'ConnectPage'),
});

const tokens = createRoute({
  getParentRoute: () => root,
  path: '/tokens',
  validateSearch: ({ tab, q }): { tab?: string; q?: string } => ({
    ...(text(tab) !== undefined && { tab: String(tab) }),
    ...(text(q) !== undefined && { q: String(q) }),
  }),
  component: lazyRouteComponent(() => import('./pages/tokens/tokens-page'), 'TokensPage'),
});

const log = createRoute({
  getParentRoute: () => root,
  path: '/log',
  validateSearch: readLogSearch,
  component: lazyRouteComponent(() => import('./pages/log/log-page'), 'LogPage'),
});

const people = createRoute({
  getParentRoute: () => root,
  path: '/people',
  validateSearch: readPeopleSearch,
  component: lazyRouteComponent(() => import('./pages/people/people-page'), 'PeoplePage'),
});

const person = createRoute({
  getParentRoute: () => root,
  path: '/people/$id',
  component: lazyRouteComponent(() => import('./pages/people/person-page'), 'PersonPage'),
});

const groups = createRoute({
  getParentRoute: () => root,
  path: '/groups',
  validateSearch: ({ q }): { q?: string } => (text(q) === undefined ? {} : { q: String(q) }),
  component: lazyRouteComponent(() => import('./pages/groups/groups-page'), 'GroupsPage'),
});

const group = createRoute({
  getParentRoute: () => root,
  path: '/groups/$id',
  component: lazyRouteComponent(() => import('./pages/groups/group-page'), 'GroupPage'),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  validateSearch: ({ tab }): { tab?: string } => (text(tab) === undefined ? {} : { tab: String(tab) }),
  component: lazyRouteComponent(() => import('./pages/settings/settings-page'), 'SettingsPage'),
});

const sessions = createRoute({
  getParentRoute: () => root,
  path: '/sessions',
  component: lazyRouteComponent(() => import('./pages/sessions/sessions-page'), 'SessionsPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    overview,
    connect,
    tokens,
    log,
    people,
    person,
    groups,
    group,
    settings,
    sessions,
  ]),
  basepath: CONSOLE_PATH,
  defaultPreload: 'intent',
  scrollRestoration: false,
  defaultPendingComponent: Loading,
  defaultErrorComponent: PageFailure,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
