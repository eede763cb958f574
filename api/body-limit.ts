import type { RequestHandler } from 'express';
import { tooLarge } from './problem.ts';

/**
 * Lets `parse` read a body, and answers one that is too large as soon as that is known: by its Content-Length, else by
 * the bytes that came. (body-parser alone reads all of it first.) What still comes is thrown away.
 */
export function bodyWithin(bytes: number, parse: RequestHandler): RequestHandler {
  return (request, response, next) => {
    if (Number(request.get('Content-Length') ?? 0) > bytes) {
      request.resume();
      return next(tooLarge());
    }
    let isOver = false;
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= bytes || isOver) return;
      isOver = true;
      next(tooLarge());
    });
    parse(request, response, (error?: unknown) => {
      if (isOver) return;
      isOver = true;
      next(error);
    });
  };
}
