import {
  chatOperatorsQuerySchema,
  dealDialogueRequestSchema,
  dialoguesQuerySchema,
  setDialogueLimitRequestSchema,
} from '@tenantry/contracts';
import type { Presence } from '@tenantry/service-defaults';
import { onceFor } from '@tenantry/service-defaults';
import { Router } from 'express';
import type { DataSource } from 'typeorm';
import { signedInActor } from '../access/signed-in-actor';
import type { Wall } from '../visibility/wall';
import type { closeDialogue } from './close-dialogue';
import type { dealDialogue } from './deal-dialogue';
import { getDialogueLimit } from './get-dialogue-limit';
import { listDialogues, listOwnDialogues } from './list-dialogues';
import { listOperators } from './list-operators';
import type { setDialogueLimit } from './set-dialogue-limit';

type Deps = {
  database: DataSource;
  wall: Wall;
  presence: Presence;
  dealDialogue: ReturnType<typeof dealDialogue>;
  closeDialogue: ReturnType<typeof closeDialogue>;
  setDialogueLimit: ReturnType<typeof setDialogueLimit>;
};

/** Dialogues, and the chat operators to whom they are dealt (A13). */
export function dialoguesRoutes(deps: Deps): Router {
  const { database, wall, presence, dealDialogue, closeDialogue, setDialogueLimit } = deps;
  const router = Router();

  router.get('/me/dialogues', async (req, res) => {
    const query = dialoguesQuerySchema.parse(req.query);
    const { actor } = await signedInActor(database, req.session);
    res.json(await listOwnDialogues(database, presence, actor, query));
  });

  router.get('/organizations/:organizationId/dialogues', async (req, res) => {
    const query = dialoguesQuerySchema.parse(req.query);
    const { actor } = await signedInActor(database, req.session);
    res.json(await wall(actor, (seen) => listDialogues(seen, actor, req.params.organizationId, query)));
  });

  router.post('/organizations/:organizationId/dialogues', async (req, res) => {
    const { reference } = dealDialogueRequestSchema.parse(req.body);
    const { organizationId } = req.params;
    const { acting } = await signedInActor(database, req.session);
    res.status(201).json(await dealDialogue({ organizationId, reference, acting }, onceFor(req, res)));
  });

  router.post('/dialogues/:dialogueId/close', async (req, res) => {
    const { acting } = await signedInActor(database, req.session);
    res.json(await closeDialogue({ dialogueId: req.params.dialogueId, acting }));
  });

  router.get('/organizations/:organizationId/chat-operators', async (req, res) => {
    const query = chatOperatorsQuerySchema.parse(req.query);
    const { actor } = await signedInActor(database, req.session);
    const { organizationId } = req.params;
    res.json(await listOperators(database.manager, { presence, wall }, actor, organizationId, query));
  });

  router.get('/users/:userId/dialogue-limit', async (req, res) => {
    const { actor } = await signedInActor(database, req.session);
    res.json(await wall(actor, (seen) => getDialogueLimit(seen, presence, actor, req.params.userId)));
  });

  router.put('/users/:userId/dialogue-limit', async (req, res) => {
    const { maximum, version } = setDialogueLimitRequestSchema.parse(req.body);
    const { userId } = req.params;
    const { acting } = await signedInActor(database, req.session);
    res.json(await setDialogueLimit({ userId, maximum, version, acting }));
  });

  return router;
}
