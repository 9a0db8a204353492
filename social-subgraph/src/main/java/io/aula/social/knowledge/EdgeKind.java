package io.aula.social.knowledge;

/** What an edge of the tree says; the names are those of the relationships. */
enum EdgeKind {
    REQUIRES,
    PART_OF
}
