package io.aula.social.forum;

import static java.util.stream.Collectors.toMap;

import io.aula.platform.id.ThreadId;
import io.aula.platform.id.UserId;
import io.aula.social.comment.Posts;
import io.aula.social.comment.Posts.Tally;
import io.aula.social.comment.ThreadOfPosts;
import io.aula.social.comment.Threads;
import io.aula.social.comment.Unanswered;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** The threads as their posts see them. */
@Component
class PostedThreads implements Threads {
    private static final int RECOUNTS = 5;

    private final ForumThreads threads;
    private final Posts posts;
    private final Unanswered unanswered;

    PostedThreads(ForumThreads threads, Posts posts, Unanswered unanswered) {
        this.threads = threads;
        this.posts = posts;
        this.unanswered = unanswered;
    }

    @Override
    public Map<ThreadId, ThreadOfPosts> find(Collection<ThreadId> ids) {
        return threads.byIds(ids).stream().collect(toMap(ForumThread::id, Function.identity()));
    }

    /**
     * Counting again, rather than adding one, makes a repeated call change nothing. What is there is looked at again after it was
     * written: of two who post at once, the last to write has seen both.
     */
    @Override
    public void recount(ThreadId id) {
        threads.byId(id).ifPresent(thread -> {
            Tally tally = posts.tally(id);
            for (int i = 0; i < RECOUNTS; i++) {
                Instant activeAt = tally.latest().orElse(thread.createdAt());
                threads.count(id, tally.count(), participants(thread, tally), activeAt);
                Tally now = posts.tally(id);
                if (now.equals(tally)) {
                    break;
                }
                tally = now;
            }
            // an answer that was taken back is none
            if (thread.answerId() != null && posts.isTakenBack(thread.answerId())) {
                threads.unaccept(id, thread.answerId());
            }
        });
        unanswered.lookAgain(id);
    }

    private static int participants(ForumThread thread, Tally tally) {
        Set<UserId> all = new HashSet<>(tally.writers());
        if (thread.authorId() != null) {
            all.add(thread.authorId());
        }
        return all.size();
    }
}
