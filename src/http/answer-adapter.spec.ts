import type { Server } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { Controller, Get, Module, Req, Res } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Request, Response } from 'express';
import supertest from 'supertest';
import { AnswerAdapter, writeAnswerBy } from './answer-adapter.js';

setFlagsFromString('--allow-natives-syntax');
// eslint-disable-next-line @typescript-eslint/no-implied-eval -- Only the engine itself can say it.
const haveSameClass = new Function('one', 'other', 'return %HaveSameMap(one, other)') as (
  one: object,
  other: object,
) => boolean;

const seen: { readonly request: Request; readonly response: Response }[] = [];

@Controller()
class Doors {
  @Get('plain')
  plain(@Req() request: Request, @Res({ passthrough: true }) response: Response): object {
    seen.push({ request, response });
    return { ip: request.ip, accepts: request.accepts('json') };
  }

  @Get('written')
  written(@Res({ passthrough: true }) response: Response): string {
    writeAnswerBy(response, (answer) =>
      response
        .status(202)
        .type('text/plain')
        .send(`written: ${String(answer)}`),
    );
    return 'hello';
  }
}

@Module({ controllers: [Doors] })
class DoorsModule {}

describe('the adapter of Express', () => {
  let server: Server;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const nest = await NestFactory.create(DoorsModule, new AnswerAdapter(), { logger: false });
    await nest.listen(0, '127.0.0.1');
    server = nest.getHttpServer() as Server;
    close = () => nest.close();
  });
  afterAll(() => close());

  it('lets a door write its answers itself, and leaves the others to Nest', async () => {
    await supertest(server).get('/written').expect(202, 'written: hello');
    await supertest(server).get('/plain').expect(200, { ip: '127.0.0.1', accepts: 'json' });
  });

  it('has one hidden class for all requests, and one for all responses', async () => {
    for (let count = 0; count < 20; count += 1) await supertest(server).get('/plain').expect(200);
    const [last, ...before] = seen.slice(-4).reverse();
    for (const { request, response } of before) {
      expect(haveSameClass(request, last?.request ?? {})).toBe(true);
      expect(haveSameClass(response, last?.response ?? {})).toBe(true);
    }
  });
});
