package io.aula.social.forum;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
import io.aula.social.markdown.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;

/** Which of a course's threads are wanted; what is not said is not asked for. */
record ThreadFilter(
        @Nullable ThreadKind kind,
        @Nullable String query,
        @Nullable Boolean unanswered,
        @Nullable String tag) {
    static final ThreadFilter NONE = new ThreadFilter(null, null, null, null);

    private static final int LONGEST_QUERY = 200;
    private static final int MOST_WORDS = 8;

    /** A query that is too long is {@code BAD_USER_INPUT}. */
    ThreadFilter {
        if (query != null && query.length() > LONGEST_QUERY) {
            throw DomainException.badInput(Messages.of(
                    "Busca con " + LONGEST_QUERY + " caracteres como mucho.",
                    "Search with at most " + LONGEST_QUERY + " characters."));
        }
    }

    /** Each as a condition of its own: a field may be asked about twice. */
    List<Criteria> criteria() {
        List<Criteria> all = new ArrayList<>();
        if (kind != null) {
            all.add(where("kind").is(kind));
        }
        if (Boolean.TRUE.equals(unanswered)) {
            all.add(where("kind").is(ThreadKind.QUESTION).and("answerId").is(null));
        }
        if (tag != null) {
            all.add(where("tags").is(Tags.form(tag)));
        }
        if (query != null && !query.isBlank()) {
            List<String> words = Words.of(query, MOST_WORDS);
            // only letters and digits: nothing in it is a sign of the pattern
            words.forEach(word -> all.add(where("words").regex("^" + word)));
            if (words.isEmpty()) {
                all.add(where("_id").is(null)); // what holds no word is in no thread
            }
        }
        return all;
    }
}
