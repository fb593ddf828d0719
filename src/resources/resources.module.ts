import { Module } from '@nestjs/common';
import { ResourceReader } from './resource-reader.js';

@Module({ providers: [ResourceReader], exports: [ResourceReader] })
export class ResourcesModule {}
