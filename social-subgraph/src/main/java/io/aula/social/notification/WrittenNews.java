package io.aula.social.notification;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.ThreadId;
import io.aula.platform.id.UserId;
import io.aula.social.access.CourseAccess;
import io.aula.social.access.LessonAccess;
import io.aula.social.comment.CommentArchive;
import io.aula.social.comment.CommentArchive.Written;
import io.aula.social.comment.Posts;
import io.aula.social.comment.ThreadOfPosts;
import io.aula.social.forum.ForumArchive;
import io.aula.social.markdown.Mentions;
import io.aula.social.notification.Notification.Happening;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Who is told of what somebody wrote. Each hears of it once, by what concerns them most; who may not read it, or left the course, does
 * not at all.
 *
 * <pre>
 *   whom it answers ──► REPLY     who is called ──► MENTION     who else takes part in the thread ──► POST
 * </pre>
 */
@Component
class WrittenNews {
    /** Of the people who took part in a thread; in one that is larger not everybody waits for what comes next. */
    private static final int MOST_PARTICIPANTS = 1_000;

    private final Teller teller;
    private final CommentArchive comments;
    private final ForumArchive forums;
    private final Posts posts;
    private final LessonAccess lessons;
    private final CourseAccess courses;
    private final Handles handles;

    WrittenNews(
            Teller teller,
            CommentArchive comments,
            ForumArchive forums,
            Posts posts,
            LessonAccess lessons,
            CourseAccess courses,
            Handles handles) {
        this.teller = teller;
        this.comments = comments;
        this.forums = forums;
        this.posts = posts;
        this.lessons = lessons;
        this.courses = courses;
        this.handles = handles;
    }

    /** @param answered the author of what it answers */
    void tell(CommentId id, Optional<UserId> answered, Instant at) {
        comments.written(id).ifPresent(written -> tell(written, answered, at));
    }

    private void tell(Written written, Optional<UserId> answered, Instant at) {
        Happening happening = new Happening(
                written.id().text(), written.author(), written.id().text(), at);
        Set<UserId> told = new HashSet<>();
        told.add(written.author());
        told.addAll(tell(
                withRoot(written, answered),
                told,
                written,
                NotificationKind.REPLY,
                written.root().text(),
                happening));
        // asked after the replies were told: while the graph is away those need not wait for it
        Set<UserId> called = handles.people(Mentions.in(written.body()));
        told.addAll(tell(called, told, written, NotificationKind.MENTION, home(written), happening));
        ThreadOfPosts thread = written.thread();
        if (thread != null) {
            Happening post = new Happening(
                    written.id().text(), written.author(), thread.id().text(), at);
            tell(
                    participants(thread, written.id()),
                    told,
                    written,
                    NotificationKind.POST,
                    thread.id().text(),
                    post);
        }
    }

    private static Set<UserId> withRoot(Written written, Optional<UserId> answered) {
        Set<UserId> people = new HashSet<>();
        answered.ifPresent(people::add);
        Optional.ofNullable(written.rootAuthor()).ifPresent(people::add);
        return people;
    }

    /** Returns whom it told. */
    private Set<UserId> tell(
            Set<UserId> people,
            Set<UserId> without,
            Written written,
            NotificationKind kind,
            String about,
            Happening happening) {
        Set<UserId> rest = new HashSet<>(people);
        rest.removeAll(without);
        Set<UserId> hearing = rest.isEmpty() ? Set.of() : hearing(written, rest);
        teller.tell(hearing, kind, about, happening);
        return hearing;
    }

    private Set<UserId> hearing(Written written, Set<UserId> people) {
        return written.thread() == null
                ? lessons.hearing(Objects.requireNonNull(written.lesson()), people)
                : courses.inside(written.thread().courseId(), people);
    }

    private static String home(Written written) {
        return written.thread() == null
                ? Objects.requireNonNull(written.lesson()).text()
                : written.thread().id().text();
    }

    /** As it was when the post was written: an event that comes late must not tell others. */
    private Set<UserId> participants(ThreadOfPosts thread, CommentId post) {
        Set<UserId> people = posts.writersBefore(thread.id(), post).stream()
                .limit(MOST_PARTICIPANTS)
                .collect(Collectors.toCollection(HashSet::new));
        Optional.ofNullable(thread.authorId()).ifPresent(people::add);
        return people;
    }

    /** Who is called where a thread begins; of an announcement everybody in the course hears. */
    void tellOfThread(ThreadId id, Instant at) {
        forums.opening(id).filter(opening -> !opening.isAnnouncement()).ifPresent(opening -> {
            Set<UserId> called = handles.people(Mentions.in(opening.body()));
            Set<UserId> hearing = called.isEmpty() ? Set.of() : courses.inside(opening.course(), called);
            teller.tell(
                    hearing,
                    NotificationKind.MENTION,
                    id.text(),
                    new Happening(id.text(), opening.author(), id.text(), at));
        });
    }

    /** The post was accepted as its thread's answer; who accepts one's own tells oneself nothing. */
    void tellOfAnswer(CommentId id, Optional<UserId> acceptedBy, Instant at) {
        comments.written(id).filter(written -> written.thread() != null).ifPresent(written -> {
            UserId by = acceptedBy.orElse(null);
            Happening happening =
                    new Happening(written.id().text(), by, written.id().text(), at);
            Set<UserId> author = hearing(written, Set.of(written.author()));
            teller.tell(author, NotificationKind.ANSWER, home(written), happening);
        });
    }
}
