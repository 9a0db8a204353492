package io.aula.social.knowledge;

/** A text in one language, as the client says it. */
record ConceptText(String locale, String text) {}
