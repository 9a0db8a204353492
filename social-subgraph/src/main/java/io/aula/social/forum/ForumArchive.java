package io.aula.social.forum;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.ThreadId;
import io.aula.platform.id.UserId;
import io.aula.platform.security.Caller;
import io.aula.social.access.CourseAccess;
import io.aula.social.comment.ThreadOfPosts;
import io.aula.social.documents.Documents;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What other packages may ask of forums. */
@Component
public class ForumArchive {
    private final ForumThreads threads;
    private final CourseAccess access;

    ForumArchive(ForumThreads threads, CourseAccess access) {
        this.threads = threads;
        this.access = access;
    }

    /** What another feature's field shows as a thread: those whose forum is open to the reader. */
    public Map<String, ThreadOfPosts> shown(Collection<ThreadId> ids, Optional<Caller> reader) {
        List<ForumThread> found = threads.byIds(ids);
        Set<CourseId> open =
                access.open(found.stream().map(ForumThread::courseId).collect(Collectors.toSet()), reader);
        return found.stream()
                .filter(thread -> open.contains(thread.courseId()))
                .collect(Collectors.toMap(thread -> thread.id().text(), Function.identity()));
    }

    /**
     * What somebody began a thread with.
     *
     * @param isAnnouncement told to everybody in the course
     */
    public record Opening(ThreadId id, CourseId course, UserId author, String body, boolean isAnnouncement) {}

    /** Nothing of what was deleted, or begun by whoever is erased. */
    public Optional<Opening> opening(ThreadId id) {
        return threads.byId(id)
                .flatMap(thread -> Optional.ofNullable(thread.authorId())
                        .map(author -> new Opening(
                                thread.id(),
                                thread.courseId(),
                                author,
                                thread.body(),
                                thread.kind() == ThreadKind.ANNOUNCEMENT)));
    }

    /**
     * A question, in sight or not.
     *
     * @param author null once erased
     * @param isAnswered whether an answer was accepted
     */
    public record Question(CourseId course, @Nullable UserId author, Instant at, boolean isAnswered) {}

    /** Nothing of what was deleted, nor of what is no question. */
    public Optional<Question> question(ThreadId id) {
        return threads.evenHeld(id)
                .filter(thread -> thread.kind() == ThreadKind.QUESTION)
                .map(thread -> new Question(
                        thread.courseId(), thread.authorId(), thread.createdAt(), thread.answerId() != null));
    }

    /** Questions by id, behind a place. */
    public List<ThreadId> questions(String after, int most) {
        return threads.questions(after, most).stream().map(ForumThread::id).toList();
    }

    /** What those of the threads are called that are in a course which the person is in. */
    public Map<ThreadId, String> titles(Collection<ThreadId> ids, UserId reader) {
        return threads.byIds(ids).stream()
                .filter(thread ->
                        access.inside(thread.courseId(), Set.of(reader)).contains(reader))
                .collect(Collectors.toMap(ForumThread::id, ForumThread::title));
    }

    /** Takes an erased person's name off the threads they began; a second time changes nothing. */
    public void forgetAuthor(UserId userId) {
        Documents.inBackground(() -> threads.forgetAuthor(userId));
    }

    /** A thread as whoever began it is told of it. */
    public record Begun(String id, String courseId, String title, String text, String createdAt, boolean isDeleted) {}

    /** What somebody began, deleted or not, in order behind a place. */
    public List<Begun> begunBy(UserId person, String after, int most) {
        return threads.by(person, after, most).stream()
                .map(thread -> new Begun(
                        thread.id().text(),
                        thread.courseId().text(),
                        thread.title(),
                        thread.body(),
                        thread.createdAt().toString(),
                        thread.isGone()))
                .toList();
    }

    /** Whose name stands at a thread. */
    public Set<UserId> people(int atMost) {
        return threads.all(atMost).stream()
                .map(ForumThread::authorId)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Threads whose events the broker has not confirmed. */
    public long countPending() {
        return threads.events().count();
    }
}
