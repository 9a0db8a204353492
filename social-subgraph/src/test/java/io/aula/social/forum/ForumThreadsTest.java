package io.aula.social.forum;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import io.aula.platform.id.CommentId;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.Ids;
import io.aula.platform.id.ThreadId;
import io.aula.platform.id.UserId;
import io.aula.social.SocialTestServer;
import io.aula.social.documents.PendingEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

/** The collection of threads, in a database in which no relay takes what waits to be told. */
final class ForumThreadsTest extends SocialTestServer {
    @Autowired
    private MongoTemplate ofTheService;

    @Autowired
    private MongoClient client;

    private MongoTemplate mongo;
    private ForumThreads threads;

    @BeforeEach
    void aDatabaseOfItsOwn() {
        mongo = new MongoTemplate(
                new SimpleMongoClientDatabaseFactory(client, "forum_threads_test"), ofTheService.getConverter());
        threads = new ForumThreads(mongo);
    }

    @Test
    void anAnswerThatIsAcceptedNoLongerIsNotToldOf() {
        ThreadId takenBack = thread();
        threads.unaccept(takenBack, accepted(takenBack));
        assertThat(waiting(takenBack)).containsExactly("thread.created");

        ThreadId undone = thread();
        accepted(undone);
        assertThat(threads.acceptNone(undone).map(ForumThread::answerId)).isEmpty();
        assertThat(waiting(undone)).containsExactly("thread.created");

        ThreadId another = thread();
        accepted(another);
        threads.unaccept(another, CommentId.next());
        assertThat(waiting(another)).as("another was accepted meanwhile").contains("thread.answered");
    }

    private ThreadId thread() {
        ThreadId id = ThreadId.next();
        Instant now = Instant.now();
        threads.insert(new ForumThread(
                id,
                CourseId.next(),
                UserId.next(),
                ThreadKind.QUESTION,
                "Why?",
                "I do not see it.",
                List.of(),
                List.of(),
                0,
                false,
                null,
                0,
                1,
                now,
                false,
                now,
                null,
                null,
                "key",
                "hash",
                1,
                List.of(event("thread.created"))));
        return id;
    }

    private CommentId accepted(ThreadId thread) {
        CommentId answer = CommentId.next();
        assertThat(threads.accept(thread, answer, event("thread.answered"))).isPresent();
        assertThat(waiting(thread)).containsExactly("thread.created", "thread.answered");
        return answer;
    }

    private static PendingEvent event(String topic) {
        return new PendingEvent(Ids.next("evt"), topic, "{}", null);
    }

    private List<String> waiting(ThreadId thread) {
        return threads.byId(thread).orElseThrow().pending().stream()
                .map(PendingEvent::topic)
                .toList();
    }
}
