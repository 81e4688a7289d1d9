import type { Request, Response } from 'express';

/** One event (HTML, Server-sent events). `id` is where a reader goes on who comes again: the browser sends it as `Last-Event-ID`. */
type StreamEvent = { event: string; id: string; data: unknown };

type EventStream = {
  /** @returns false where the reader has not taken what was said before: it is not said then */
  send: (event: StreamEvent) => boolean;
  end: () => void;
};

type Options = {
  /** Whether the reader may go on reading; where that is not known, they may not. */
  mayGoOn: () => Promise<boolean>;
  /** Milliseconds after which it ends and the reader comes again, perhaps to another replica. */
  lastsMs: number;
  /** Whatever ended it. */
  onClose: () => void;
};

/** Milliseconds between two looks at whether the reader may go on, each of which also says that the stream lives. */
const checkEvery = 5000;
/** Milliseconds after which a browser comes again. */
const comesAgainAfter = 2000;

/**
 * Begins an answer that goes on until either side ends it, and that nothing on the way may hold back or compress.
 * @returns `null` where the reader has left meanwhile: nothing is begun then, as nothing would ever end it
 */
export function openEventStream(req: Request, res: Response, o: Options): EventStream | null {
  if (res.closed || res.destroyed) return null;
  res.set({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  res.flushHeaders();
  const end = () => void res.end();
  const check = async () => {
    // Whoever has not taken a few lines for so long, or the end of it, is gone, or comes again.
    if (res.writableEnded || res.writableNeedDrain) return void res.destroy();
    if (!(await o.mayGoOn().catch(() => false))) return end();
    if (!res.writableEnded) res.write(':\n\n');
  };
  const checking = setInterval(() => void check(), checkEvery);
  const lasting = setTimeout(end, o.lastsMs);
  res.once('close', () => {
    clearInterval(checking);
    clearTimeout(lasting);
    o.onClose();
  });
  res.write(`retry: ${comesAgainAfter}\n\n`);
  if (req.method === 'HEAD') end();
  return {
    send({ event, id, data }) {
      if (res.writableEnded || res.destroyed || res.writableNeedDrain) return false;
      res.write(`event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
      return true;
    },
    end,
  };
}

/** Whether an answer is one that goes on: it tells nothing of how fast a service is. */
export const isEventStream = (res: Pick<Response, 'getHeader'>): boolean =>
  String(res.getHeader('content-type')).startsWith('text/event-stream');
