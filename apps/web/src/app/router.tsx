import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type ParsedLocation,
  redirect,
} from '@tanstack/react-router';
import { meQuery } from '../shared/me';
import { queries } from '../shared/queries';
import { ComingPage, FailedPage, NotFoundPage } from './edge-pages';
import { Frame } from './frame';
import {
  newSessionSearch,
  nextSearch,
  parseSearch,
  promptsSearch,
  reviewSearch,
  roundsSearch,
  rubricSearch,
  stringifySearch,
} from './search';
import { Shell } from './shell';

const asker = async () => (await queries.ensureQueryData(meQuery)).me;

/** Pages that belong to somebody: whoever is not signed in does so first and comes back. */
const signedIn = async ({ location }: { location: ParsedLocation }) => {
  if (!(await asker())) throw redirect({ to: '/sign-in', search: { next: location.href } });
};
/** The same where most who come have no account yet. */
const signedUp = async ({ location }: { location: ParsedLocation }) => {
  if (!(await asker())) throw redirect({ to: '/sign-up', search: { next: location.href } });
};

const root = createRootRoute({ component: Frame });
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell });

const welcome = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: async () => {
    // A server that does not answer must not take the public page with it.
    if (await asker().catch(() => null)) throw redirect({ to: '/home', replace: true });
  },
  component: lazyRouteComponent(() => import('../features/home/welcome'), 'WelcomePage'),
});
const home = createRoute({
  getParentRoute: () => shell,
  path: '/home',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('../features/home/home'), 'HomePage'),
});
const signIn = createRoute({
  getParentRoute: () => shell,
  path: '/sign-in',
  validateSearch: nextSearch,
  component: lazyRouteComponent(() => import('../features/accounts/sign-in'), 'SignInPage'),
});
const signUp = createRoute({
  getParentRoute: () => shell,
  path: '/sign-up',
  validateSearch: nextSearch,
  component: lazyRouteComponent(() => import('../features/accounts/sign-up'), 'SignUpPage'),
});
const profile = createRoute({
  getParentRoute: () => shell,
  path: '/me',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('../features/accounts/profile'), 'ProfilePage'),
});
const prompts = createRoute({
  getParentRoute: () => shell,
  path: '/prompts',
  validateSearch: promptsSearch,
  component: lazyRouteComponent(() => import('../features/prompts'), 'PromptsPage'),
});
const promptsIntro = createRoute({
  getParentRoute: () => prompts,
  path: '/',
  component: lazyRouteComponent(() => import('../features/prompts'), 'LibraryIntro'),
});
const prompt = createRoute({
  getParentRoute: () => prompts,
  path: '$prompt',
  component: lazyRouteComponent(() => import('../features/prompts'), 'PromptPage'),
});
const myPrompts = createRoute({
  getParentRoute: () => shell,
  path: '/prompts/mine',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('../features/authoring/my-prompts-page'), 'MyPromptsPage'),
});
const packs = createRoute({
  getParentRoute: () => shell,
  path: '/prompts/packs',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('../features/packs/packs-page'), 'PacksPage'),
});
const editPrompt = createRoute({
  getParentRoute: () => shell,
  path: '/prompts/$prompt/edit',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('../features/authoring/edit-page'), 'EditPage'),
});
const reviewPrompt = createRoute({
  getParentRoute: () => shell,
  path: '/prompts/$prompt/review',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('../features/authoring/review-page'), 'ReviewPage'),
});
const newSession = createRoute({
  getParentRoute: () => shell,
  path: '/new',
  validateSearch: newSessionSearch,
  beforeLoad: signedUp,
  component: lazyRouteComponent(() => import('../features/sessions'), 'NewSessionPage'),
});
const join = createRoute({
  getParentRoute: () => shell,
  path: '/join',
  component: lazyRouteComponent(() => import('../features/sessions'), 'JoinPage'),
});
const rounds = createRoute({
  getParentRoute: () => shell,
  path: '/rounds',
  validateSearch: roundsSearch,
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('../features/review'), 'RoundsPage'),
});
const review = createRoute({
  getParentRoute: () => shell,
  path: '/s/$session/review',
  validateSearch: reviewSearch,
  component: lazyRouteComponent(() => import('../features/review'), 'ReviewPage'),
});
const progress = createRoute({
  getParentRoute: () => shell,
  path: '/progress',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('../features/progress/progress-page'), 'ProgressPage'),
});
const rating = createRoute({
  getParentRoute: () => shell,
  path: '/progress/rating',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('../features/progress/rater-page'), 'RaterPage'),
});
const calibration = createRoute({
  getParentRoute: () => shell,
  path: '/calibration',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('../features/calibration/calibration-page'), 'CalibrationPage'),
});
const reference = createRoute({
  getParentRoute: () => shell,
  path: '/calibration/$key',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('../features/calibration/reference-page'), 'ReferencePage'),
});
const rubrics = createRoute({
  getParentRoute: () => shell,
  path: '/rubrics',
  component: lazyRouteComponent(() => import('../features/rubrics'), 'RubricsPage'),
});
const rubric = createRoute({
  getParentRoute: () => shell,
  path: '/rubrics/$type',
  validateSearch: rubricSearch,
  component: lazyRouteComponent(() => import('../features/rubrics'), 'RubricPage'),
});
const nothing = createRoute({ getParentRoute: () => shell, path: '$', component: NotFoundPage });
const room = createRoute({
  getParentRoute: () => root,
  path: '/s/$session',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('../features/live'), 'LiveSessionPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    shell.addChildren([
      welcome,
      home,
      signIn,
      signUp,
      profile,
      prompts.addChildren([promptsIntro, prompt]),
      myPrompts,
      packs,
      editPrompt,
      reviewPrompt,
      newSession,
      join,
      rounds,
      review,
      progress,
      rating,
      calibration,
      reference,
      rubrics,
      rubric,
      nothing,
    ]),
    room,
  ]),
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
  defaultPreload: 'intent',
  defaultPendingMs: 150,
  defaultPendingMinMs: 0,
  defaultPendingComponent: ComingPage,
  defaultErrorComponent: FailedPage,
  defaultNotFoundComponent: NotFoundPage,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
