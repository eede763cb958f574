import { Router } from 'express';
import { z } from 'zod';
import { serve, type Operation } from '../openapi/operation.ts';
import { allow, type AdminDoor } from './door.ts';

export const installationAnswer = z.object({
  public_url: z.string().nullable().meta({ description: 'Where others reach us; null: nobody said it' }),
});
export type InstallationAnswer = z.output<typeof installationAnswer>;

const readInstallation: Operation = {
  ...{ tag: 'Administration', access: 'session', method: 'get', path: '/api/admin/installation' },
  ...{ id: 'readInstallation', summary: 'What the page has to know of the installation' },
  answers: { 200: { description: 'As its environment says', schema: installationAnswer } },
};

export const installationOperations = [readInstallation];

/** `/api/admin/installation`, for whoever is logged in. */
export function installationRouter(deps: AdminDoor): Router {
  const router = Router();
  const own = allow(deps, () => ({ what: 'use-own-account' }));
  serve(router, readInstallation, own, (_request, response) => {
    const answer: InstallationAnswer = { public_url: deps.publicUrl ?? null };
    response.json(answer);
  });
  return router;
}
