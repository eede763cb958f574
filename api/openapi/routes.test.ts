import { expect, it } from 'vitest';

import { createApp, type AppDeps } from '../app.ts';
import { expressPath } from './operation.ts';
import { operations } from './operations.ts';

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle: { readonly stack?: readonly Layer[] };
}

/** The routes of routers within routers. All of ours hang at the root: a path of their own would not show here. */
function routesOf(stack: readonly Layer[]): string[] {
  return stack.flatMap(({ route, handle }) => [
    ...(route ? Object.keys(route.methods).map((method) => `${method} ${route.path}`) : []),
    ...routesOf(handle.stack ?? []),
  ]);
}

/** Nothing is asked while routes are made. */
const nothing: AppDeps = new Proxy(() => undefined, {
  get: (_, name) => (name === 'serviceToken' || name === 'folder' ? 'some text' : nothing),
}) as unknown as AppDeps;

it('the API has the routes that its document tells of, and no others', () => {
  const { stack } = createApp(nothing).router as unknown as Layer['handle'];
  // What browsers ask before they post (CORS) is no operation.
  const routes = routesOf(stack ?? []).filter((route) => !route.startsWith('options '));
  const described = operations.map(({ method, path }) => `${method} ${expressPath(path)}`);
  expect(routes.toSorted()).toEqual(described.toSorted());
});
