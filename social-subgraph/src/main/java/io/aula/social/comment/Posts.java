package io.aula.social.comment;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.ThreadId;
import io.aula.platform.id.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the forum may ask of the posts of its threads. */
@Component
public class Posts {
    private final Comments comments;

    Posts(Comments comments) {
        this.comments = comments;
    }

    /**
     * What is to be seen of a thread's posts.
     *
     * @param writers but for the erased
     */
    public record Tally(int count, Set<UserId> writers, Optional<Instant> latest) {}

    /** @param author null once the person's account is erased */
    public record Answer(CommentId id, @Nullable UserId author) {}

    public Tally tally(ThreadId thread) {
        return new Tally(comments.countPosts(thread), comments.writersIn(thread), comments.lastPosted(thread));
    }

    /** Who had posted in the thread before this post was written, but for the erased. */
    public Set<UserId> writersBefore(ThreadId thread, CommentId post) {
        return comments.writersBefore(thread, post);
    }

    /** The post, when it is to be seen in the thread and answers the thread itself. */
    public Optional<Answer> answer(CommentId id, ThreadId in) {
        return comments.byId(id)
                .filter(post -> post.isVisible() && in.equals(post.threadId()) && post.parentId() == null)
                .map(post -> new Answer(post.id(), post.authorId()));
    }

    /** Whether the post is gone for good. What is held may be seen again, and is then what it was. */
    public boolean isTakenBack(CommentId id) {
        return comments.byId(id)
                .filter(post ->
                        post.body() != null && (post.isVisible() || post.visibility() == Comment.Visibility.HELD))
                .isEmpty();
    }
}
