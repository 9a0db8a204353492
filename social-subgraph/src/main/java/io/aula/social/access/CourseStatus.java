package io.aula.social.access;

/** Where a course stands. */
enum CourseStatus {
    DRAFT,
    PUBLISHED,
    UNLISTED,
    ARCHIVED;

    /** What is called otherwise tomorrow is closed until this service knows better. */
    static CourseStatus of(String told) {
        return switch (told) {
            case "PUBLISHED" -> PUBLISHED;
            case "UNLISTED" -> UNLISTED;
            case "ARCHIVED" -> ARCHIVED;
            default -> DRAFT;
        };
    }

    /** Whether whoever has its address may look at it. */
    boolean isOpen() {
        return this == PUBLISHED || this == UNLISTED;
    }
}
