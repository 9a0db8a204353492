package io.aula.courses.authoring;

/** What was deleted. */
public enum DeletedItemKind {
    LESSON,
    MODULE
}
