package io.aula.social.comment;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ThreadId;
import io.aula.platform.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is asked of a conversation as a whole: who began it, and whether certain people answered. */
@Component
public class Conversations {
    private final Comments comments;

    Conversations(Comments comments) {
        this.comments = comments;
    }

    /**
     * The comment that begins a conversation under a lesson, in sight or not.
     *
     * @param author null once erased
     */
    public record First(LessonId lesson, @Nullable UserId author, Instant at) {}

    /** Nothing of what was deleted, of a reply or of a post. */
    public Optional<First> first(CommentId id) {
        return comments.byId(id)
                .filter(comment -> comment.body() != null && comment.parentId() == null)
                .flatMap(comment -> Optional.ofNullable(comment.lessonId())
                        .map(lesson -> new First(lesson, comment.authorId(), comment.createdAt())));
    }

    /** Those that begin conversations under lessons, by id, behind a place. */
    public List<CommentId> firsts(String after, int most) {
        return comments.firsts(after, most).stream().map(Comment::id).toList();
    }

    /** Whether one of these people replied in the conversation, and it is to be seen. */
    public boolean isAnsweredBy(Set<UserId> people, CommentId first) {
        return comments.hasReply(first, people);
    }

    /** Whether one of these people posted in the thread, and it is to be seen. */
    public boolean isAnsweredBy(Set<UserId> people, ThreadId thread) {
        return comments.hasPost(thread, people);
    }
}
