package io.aula.social.forum;

import io.aula.platform.hash.CanonicalJson;
import io.aula.platform.id.CourseId;
import io.aula.platform.idempotency.IdempotencyKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A thread to be begun, as the client says it. */
record CreateThreadInput(
        String idempotencyKey,
        String courseId,
        ThreadKind kind,
        String title,
        String bodyMarkdown,
        @Nullable List<String> tags) {

    CreateThreadInput {
        tags = tags == null ? List.of() : List.copyOf(tags);
    }

    /** What is wrong with it, as far as it can be said without looking anywhere. */
    Optional<Refusal> refusal() {
        if (!IdempotencyKey.isGood(idempotencyKey)) {
            return Optional.of(new Refusal.NoKey());
        }
        if (CourseId.parse(courseId).isEmpty()) {
            return Optional.of(new Refusal.NoCourse(courseId));
        }
        return Writing.refusal(title, bodyMarkdown, tags());
    }

    @Override
    public List<String> tags() {
        return tags == null ? List.of() : tags;
    }

    Writing writing() {
        return Writing.of(title, bodyMarkdown, tags());
    }

    String hash() {
        return CanonicalJson.hash(List.of(courseId, kind, writing()));
    }
}
