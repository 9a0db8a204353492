package io.aula.social.inbox;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.InboxItemId;
import io.aula.platform.id.ThreadId;
import io.aula.platform.id.UserId;
import io.aula.social.access.CourseAccess;
import io.aula.social.comment.Conversations;
import io.aula.social.comment.Conversations.First;
import io.aula.social.comment.Unanswered;
import io.aula.social.forum.ForumArchive;
import io.aula.social.forum.ForumArchive.Question;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps what was asked as it stands now, whatever changed and however often it is told. What staff write themselves waits for
 * nobody.
 */
@Component
class InboxKeeper implements Unanswered {
    private static final int LOOKS = 5;

    private final InboxItems items;
    private final Conversations conversations;
    private final ForumArchive forums;
    private final CourseAccess access;

    InboxKeeper(InboxItems items, Conversations conversations, ForumArchive forums, CourseAccess access) {
        this.items = items;
        this.conversations = conversations;
        this.forums = forums;
        this.access = access;
    }

    @Override
    public void lookAgain(CommentId first) {
        settle(InboxItem.idOf(first.text()), () -> conversations.first(first).flatMap(asked -> item(first, asked)));
    }

    @Override
    public void lookAgain(ThreadId thread) {
        settle(InboxItem.idOf(thread.text()), () -> forums.question(thread).flatMap(asked -> item(thread, asked)));
    }

    /** It is looked at again after it was written: of two who answer at once, the last to write has seen both. */
    private void settle(InboxItemId id, Supplier<Optional<InboxItem>> look) {
        Optional<InboxItem> seen = look.get();
        for (int i = 0; i < LOOKS; i++) {
            seen.ifPresentOrElse(items::keep, () -> items.drop(id));
            Optional<InboxItem> now = look.get();
            if (now.equals(seen)) {
                return;
            }
            seen = now;
        }
    }

    private Optional<InboxItem> item(CommentId id, First asked) {
        CourseId course = access.of(Set.of(asked.lesson())).get(asked.lesson());
        if (course == null) {
            return Optional.empty();
        }
        Set<UserId> staff = staff(course);
        return of(staff, asked.author())
                ? Optional.empty()
                : Optional.of(new InboxItem(
                        InboxItem.idOf(id.text()),
                        id.text(),
                        course,
                        InboxKind.COMMENT,
                        asked.at(),
                        conversations.isAnsweredBy(staff, id),
                        false));
    }

    private Optional<InboxItem> item(ThreadId id, Question asked) {
        Set<UserId> staff = staff(asked.course());
        return of(staff, asked.author())
                ? Optional.empty()
                : Optional.of(new InboxItem(
                        InboxItem.idOf(id.text()),
                        id.text(),
                        asked.course(),
                        InboxKind.QUESTION,
                        asked.at(),
                        asked.isAnswered() || conversations.isAnsweredBy(staff, id),
                        false));
    }

    private Set<UserId> staff(CourseId course) {
        return access.staff(Set.of(course)).getOrDefault(course, Set.of());
    }

    private static boolean of(Set<UserId> staff, @Nullable UserId author) {
        return author != null && staff.contains(author);
    }
}
