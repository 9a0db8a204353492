package io.aula.courses.catalog;

import java.util.Locale;

/** By what a search can be narrowed. */
enum Narrowing {
    LEVEL,
    LOCALE,
    CAPTIONS,
    PRICE,
    TAGS,
    DURATION,
    RATING;

    /** Whether a course that was found fits in it. */
    String column() {
        return name().toLowerCase(Locale.ROOT) + (name().endsWith("S") ? "_fit" : "_fits");
    }
}
