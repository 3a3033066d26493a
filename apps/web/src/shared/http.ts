import { createHttp } from '@debrief/client';

/** Calls a route of the contract on this page's own server: `call(routes.getMe, {})`. Throws a `ProblemError`. */
export const { call } = createHttp();
