package io.aula.social.graphql;

import io.aula.platform.id.ConceptId;

/** A concept of the knowledge tree, by its id; what else it is, is read when it is asked for. */
public record Concept(ConceptId id) {}
