import { Controller, Get, Header, Inject } from '@nestjs/common';
import { scimBaseUrl } from '../../config/index.js';
import type { Config } from '../../config/index.js';
import { CONFIG } from '../config.token.js';

import { GUIDE_POLICY, renderGuidePage } from './guide-page.js';

/** The tenant admin's page. It shows nothing that is secret, so it needs no sign-in. */
@Controller('console')
export class ConsoleController {
  private readonly page: string;

  constructor(@Inject(CONFIG) { publicUrl }: Config) {
    this.page = renderGuidePage(scimBaseUrl({ publicUrl }));
  }

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', GUIDE_POLICY)
  @Header('X-Content-Type-Options', 'nosniff')
  @Header('Referrer-Policy', 'no-referrer')
  show(): string {
    return this.page;
  }
}
