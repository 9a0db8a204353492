package io.aula.gateway.executor;

/** What one {@code _entities} field of a request asks for, and the alias its answer comes under. */
record AskedEntities(Step.Lookup lookup, byte[] alias, EntityRepresentations collected) {}
