package io.aula.courses.search;

import io.aula.courses.catalog.Asked;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for in what was said.
 *
 * @param locale of the captions; null for any
 * @param course whose lessons alone are searched; the caller sees it
 * @param isNear nothing says these words: those that differ from them by one letter are looked for
 */
record PassageSearch(
        Asked asked, @Nullable String locale, Optional<CourseId> course, Optional<UserId> viewer, boolean isNear) {}
