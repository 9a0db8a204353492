package io.aula.social.knowledge;

/** {@code from} requires, or is part of, {@code to}. */
record LinkConceptsInput(String fromId, String toId, EdgeKind kind, boolean remove) {}
