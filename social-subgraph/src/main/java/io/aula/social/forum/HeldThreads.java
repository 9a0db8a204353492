package io.aula.social.forum;

import io.aula.platform.id.ReportId;
import io.aula.platform.id.ThreadId;
import io.aula.platform.id.UserId;
import io.aula.platform.security.Caller;
import io.aula.social.access.CourseAccess;
import io.aula.social.access.Suspensions;
import io.aula.social.comment.HeldComments.Content;
import io.aula.social.comment.Hold;
import io.aula.social.documents.Documents;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What may be taken out of sight, for who decides about it: threads, with all of their posts. Each act is the same a second time. */
@Component
public class HeldThreads {
    private final ForumThreads threads;
    private final CourseAccess access;
    private final Suspensions suspensions;

    HeldThreads(ForumThreads threads, CourseAccess access, Suspensions suspensions) {
        this.threads = threads;
        this.access = access;
        this.suspensions = suspensions;
    }

    /** Nothing of what was deleted. */
    public Optional<Content> find(ThreadId id) {
        return threads.evenHeld(id)
                .map(thread -> new Content(
                        thread.authorId(),
                        thread.title() + "\n\n" + thread.body(),
                        thread.editedAt() == null ? thread.createdAt() : thread.editedAt(),
                        thread.hold() == null,
                        thread));
    }

    public boolean isOpen(ThreadId id, Caller to) {
        return threads.evenHeld(id)
                .filter(thread -> access.isOpen(thread.courseId(), Optional.of(to)))
                .isPresent();
    }

    public boolean isKept(ThreadId id, Caller by) {
        return threads.evenHeld(id)
                .filter(thread -> access.isKept(thread.courseId(), by))
                .isPresent();
    }

    public void withhold(ThreadId id, Hold hold) {
        threads.withhold(id, hold);
    }

    /** What this report had taken out of sight; while its author is suspended it is held for that. */
    public void restore(ThreadId id, ReportId report) {
        Optional<UserId> author = threads.evenHeld(id).map(ForumThread::authorId);
        Optional<Hold> still = author.filter(suspensions::isSuspended).map(person -> Hold.ofSuspension());
        threads.restore(id, report, still);
        // what was told meanwhile found it held by the report
        author.filter(person -> suspensions.isSuspended(person) != still.isPresent())
                .ifPresent(person -> suspend(person, still.isEmpty()));
    }

    /** All that the person began, as their account is closed or opened. */
    public void suspend(UserId person, boolean isSuspended) {
        Documents.inBackground(() -> {
            if (isSuspended) {
                threads.suspend(person);
            } else {
                threads.resume(person);
            }
        });
    }
}
