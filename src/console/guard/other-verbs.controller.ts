import { All, NotFoundException, Req } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { Request } from 'express';
import { MethodNotAllowedError, StreamedBody } from '../../http/index.js';
import { BASE, ConsoleController } from './console-controller.js';
import { Needs } from './needs.js';

const VERBS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** What of Express's router tells which routes there are. */
interface Routes {
  readonly router: {
    readonly stack: readonly {
      readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
    }[];
  };
}

/** A path that is there, and a verb that it takes. */
interface Route {
  readonly segments: readonly string[];
  readonly verb: string;
}

/** Answers what no route of the console's API takes: another verb, or an address where nothing is. It stands last. */
@ConsoleController('', 'Other')
@Needs('reads')
export class OtherVerbsController {
  private routes: readonly Route[] | undefined;

  constructor(private readonly host: HttpAdapterHost) {}

  @ApiExcludeEndpoint()
  @All('*path')
  @StreamedBody()
  refuse(@Req() { path }: Request): never {
    const segments = segmentsOf(path);
    const taken = (this.routes ??= this.listRoutes()).filter((route) => fits(route, segments));
    if (taken.length === 0) throw new NotFoundException();
    const verbs = new Set(taken.flatMap(({ verb }) => (verb === 'GET' ? ['GET', 'HEAD'] : [verb])));
    throw new MethodNotAllowedError(VERBS.filter((verb) => verbs.has(verb)));
  }

  private listRoutes(): readonly Route[] {
    const { router } = this.host.httpAdapter.getInstance<Routes>();
    return router.stack.flatMap(({ route }) => {
      const verbs = Object.keys(route?.methods ?? {});
      // One that takes all verbs refuses them.
      if (route === undefined || verbs.length !== 1 || !route.path.startsWith(`/${BASE}/`)) return [];
      return verbs.map((verb) => ({ segments: segmentsOf(route.path), verb: verb.toUpperCase() }));
    });
  }
}

function segmentsOf(path: string): readonly string[] {
  return path.replace(/\/$/, '').split('/');
}

/** As Express compares them: letters count without case. */
function fits(route: Route, segments: readonly string[]): boolean {
  return (
    route.segments.length === segments.length &&
    route.segments.every(
      (segment, index) => segment.startsWith(':') || segment.toLowerCase() === segments[index]?.toLowerCase(),
    )
  );
}
